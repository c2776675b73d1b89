-- What the site owner knows better than the thesaurus of the program: links that are added or changed, and built-in ones
-- that are taken away.
create table synonym (
    from_term  text not null,
    to_term    text not null,
    two_way    boolean not null,
    weight     bigint not null,
    capitals   boolean not null,
    note       text not null,
    removed    boolean not null default false,
    changed_at timestamptz not null,
    changed_by uuid references member (id),
    primary key (from_term, to_term)
);
