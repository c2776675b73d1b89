-- What is searched for, counted by day, without who. `ranks` is the sum of the places in the list that were clicked.
create table search_journal (
    day    text not null,
    query  text not null,
    asked  bigint not null,
    empty  bigint not null,
    clicks bigint not null,
    ranks  bigint not null,
    primary key (day, query)
);
