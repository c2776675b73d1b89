-- Searches that a member keeps. `search` is the address of the results without what stands before its question mark.
-- `news_from` is the moment up to which the member was told: what came later is news. `due_at` is when it is looked for next.
create table saved_search (
    id         uuid primary key,
    member_id  uuid not null references member (id) on delete cascade,
    name       text not null,
    search     text not null,
    alert      boolean not null,
    news_from  timestamptz not null,
    due_at     timestamptz not null,
    alerted_at timestamptz,
    created_at timestamptz not null,
    unique (member_id, search)
);

create index saved_search_by_due on saved_search (due_at) where alert;
