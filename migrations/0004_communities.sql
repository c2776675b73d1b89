create table theme (
    id          uuid primary key,
    slug        text not null unique,
    name        text not null,
    description text not null default '',
    position    bigint not null default 0,
    audience_id uuid not null references audience (id),
    created_at  timestamptz not null
);

-- Subjects of a theme form a tree.
create table subject (
    id        uuid primary key,
    theme_id  uuid not null references theme (id) on delete cascade,
    parent_id uuid references subject (id),
    slug      text not null,
    name      text not null,
    position  bigint not null default 0,
    unique (theme_id, slug)
);

create table theme_editor (
    theme_id  uuid not null references theme (id) on delete cascade,
    member_id uuid not null references member (id) on delete cascade,
    primary key (theme_id, member_id)
);

create table member_theme (
    member_id uuid not null references member (id) on delete cascade,
    theme_id  uuid not null references theme (id) on delete cascade,
    primary key (member_id, theme_id)
);

create table community (
    id            uuid primary key,
    slug          text not null unique,
    name          text not null,
    sort_key      text not null,
    description   text not null default '',
    visibility    text not null check (visibility in ('open', 'listed', 'hidden')),
    joining       text not null check (joining in ('free', 'request', 'invite')),
    question      text not null default '',
    rules_markdown text not null default '',
    rules_html    text not null default '',
    theme_id      uuid references theme (id),
    audience_id   uuid not null references audience (id),
    archived_at   timestamptz,
    created_at    timestamptz not null
);

-- Slugs a community had before: they lead to the present one.
create table community_redirect (
    slug         text primary key,
    community_id uuid not null references community (id) on delete cascade
);

create table membership (
    community_id uuid not null references community (id) on delete cascade,
    member_id    uuid not null references member (id) on delete cascade,
    role         text not null check (role in ('member', 'moderator', 'owner')),
    joined_at    timestamptz not null,
    primary key (community_id, member_id)
);

create index membership_by_member on membership (member_id, community_id, role);

create table join_request (
    id           uuid primary key,
    community_id uuid not null references community (id) on delete cascade,
    member_id    uuid not null references member (id) on delete cascade,
    message      text not null default '',
    created_at   timestamptz not null,
    decided_at   timestamptz,
    decided_by   uuid references member (id),
    outcome      text check (outcome in ('accepted', 'refused', 'withdrawn')),
    reason       text not null default ''
);

create unique index join_request_open_key on join_request (community_id, member_id) where decided_at is null;
