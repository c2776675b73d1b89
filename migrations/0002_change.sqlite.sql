-- One writer: the order of rowids is the order of commits.
create table change (
    id   integer primary key autoincrement,
    kind text not null,
    ref  uuid not null,
    at   timestamptz not null
);
