-- SQLite takes PostgreSQL's type names and stores each value by its own type.
-- Moments are written by the program, never by the engine; text enums are checked here and typed in Rust.

-- What the site owner set; a key that is absent has its default.
create table setting (
    key        text primary key,
    value      jsonb not null,
    changed_at timestamptz not null
);

-- Facts about this database itself: `epoch` (renewed by restore), `index_generation` (raised by reindex).
create table meta (
    key   text primary key,
    value text not null
);

-- Who may read something. Content rows name their audience and never copy a visibility, so closing a community
-- is one update here. `acl` rises with every change of who belongs to it.
create table audience (
    id           uuid primary key,
    kind         text not null check (kind in ('public', 'alliance', 'community', 'room', 'list')),
    community_id uuid,
    acl          bigint not null default 1
);

create index audience_by_community on audience (community_id);

-- An ordered stream of live events; `head` is the number of the last one.
create table channel (
    id          uuid primary key,
    kind        text not null check (kind in ('room', 'thread', 'community', 'doc', 'user')),
    ref         uuid not null,
    audience_id uuid references audience (id),
    head        bigint not null default 0,
    unique (kind, ref)
);

create table channel_event (
    channel_id uuid not null references channel (id) on delete cascade,
    seq        bigint not null,
    kind       text not null,
    actor_id   uuid,
    payload    text not null,
    acl        bigint not null,
    nonce      text,
    at         timestamptz not null,
    primary key (channel_id, seq)
);

create index channel_event_by_age on channel_event (at);

-- Jobs that run after commit, each at least once: `run_at` in the future is the lease.
create table outbox (
    id         uuid primary key,
    kind       text not null,
    dedupe     text not null unique,
    payload    jsonb not null,
    run_at     timestamptz not null,
    attempts   bigint not null default 0,
    leased_by  text,
    last_error text,
    state      text not null default 'live' check (state in ('live', 'dead')),
    created_at timestamptz not null
);

create index outbox_due on outbox (state, run_at, id);

-- A mail that the server of the receiver took; written right after, so that a retry does not send it twice.
create table mail_sent (
    dedupe  text primary key,
    sent_at timestamptz not null
);

-- A stored file. Its bytes lie outside the web root under the id; rights are checked at every download.
create table file (
    id          uuid primary key,
    audience_id uuid references audience (id),
    owner_id    uuid not null,
    kind        text not null check (kind in ('photo', 'attachment')),
    name        text not null,
    mime        text not null,
    size        bigint not null,
    width       bigint,
    height      bigint,
    sha256      text not null,
    created_at  timestamptz not null
);
