-- Numbers are handed out before commit, so readers follow (tx, id) up to the oldest transaction still open.
create table change (
    id   bigserial primary key,
    tx   xid8 not null default pg_current_xact_id(),
    kind text not null,
    ref  uuid not null,
    at   timestamptz not null
);

create index change_in_order on change (tx, id);
