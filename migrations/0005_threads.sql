create table thread (
    id             uuid primary key,
    community_id   uuid not null references community (id),
    audience_id    uuid not null references audience (id),
    author_id      uuid not null references member (id),
    affiliation_id uuid references affiliation (id),
    slug           text not null,
    title          text not null,
    tags           jsonb not null,
    last_number    bigint not null default 0,
    reply_count    bigint not null default 0,
    last_author_id uuid not null references member (id),
    external_id    text unique,
    created_at     timestamptz not null,
    active_at      timestamptz not null,
    pinned_at      timestamptz,
    closed_at      timestamptz,
    deleted_at     timestamptz,
    deleted_by     uuid references member (id)
);

create index thread_by_activity on thread (community_id, active_at desc, id desc);
create index thread_by_audience on thread (audience_id, active_at desc, id desc);
create index thread_by_author on thread (author_id, created_at desc);

create table post (
    id             uuid primary key,
    thread_id      uuid not null references thread (id),
    number         bigint not null,
    author_id      uuid not null references member (id),
    affiliation_id uuid references affiliation (id),
    body_markdown  text not null,
    body_html      text not null,
    reply_to       uuid references post (id),
    nonce          text,
    version        bigint not null default 1,
    created_at     timestamptz not null,
    edited_at      timestamptz,
    edited_by      uuid references member (id),
    deleted_at     timestamptz,
    deleted_by     uuid references member (id),
    unique (thread_id, number),
    unique (author_id, nonce)
);

create table post_revision (
    post_id       uuid not null references post (id) on delete cascade,
    version       bigint not null,
    body_markdown text not null,
    editor_id     uuid references member (id),
    at            timestamptz not null,
    primary key (post_id, version)
);

create table post_file (
    post_id uuid not null references post (id) on delete cascade,
    file_id uuid not null references file (id),
    primary key (post_id, file_id)
);

create index post_file_by_file on post_file (file_id);

-- How far a member has read: the number of the last post seen.
create table read_mark (
    member_id uuid not null references member (id) on delete cascade,
    thread_id uuid not null references thread (id) on delete cascade,
    number    bigint not null,
    at        timestamptz not null,
    primary key (member_id, thread_id)
);

create table follow (
    member_id uuid not null references member (id) on delete cascade,
    thread_id uuid not null references thread (id) on delete cascade,
    level     text not null check (level in ('follow', 'mute')),
    since     timestamptz not null,
    primary key (member_id, thread_id)
);

create index follow_by_thread on follow (thread_id, level);

create table report (
    id          uuid primary key,
    post_id     uuid not null references post (id) on delete cascade,
    reporter_id uuid not null references member (id),
    reason      text not null check (reason in ('personal_data', 'offensive', 'off_topic', 'wrong', 'other')),
    note        text not null default '',
    created_at  timestamptz not null,
    decided_at  timestamptz,
    decided_by  uuid references member (id),
    outcome     text check (outcome in ('kept', 'removed')),
    outcome_note text not null default ''
);

create index report_by_post on report (post_id, decided_at);
create unique index report_open_key on report (post_id, reporter_id) where decided_at is null;
