create table room (
    id           uuid primary key,
    community_id uuid references community (id),
    audience_id  uuid not null references audience (id),
    name         text not null,
    position     bigint not null default 0,
    created_at   timestamptz not null,
    archived_at  timestamptz
);

create index room_by_community on room (community_id, position);

-- `seq` is the number of the event that announced the message in the channel of its room.
create table message (
    id             uuid primary key,
    room_id        uuid not null references room (id),
    seq            bigint not null,
    author_id      uuid not null references member (id),
    affiliation_id uuid references affiliation (id),
    body_markdown  text not null,
    body_html      text not null,
    nonce          text,
    version        bigint not null default 1,
    created_at     timestamptz not null,
    edited_at      timestamptz,
    deleted_at     timestamptz,
    deleted_by     uuid references member (id),
    unique (room_id, seq),
    unique (author_id, nonce)
);

-- How far a member has read a room: the number of the last event seen.
create table room_mark (
    member_id uuid not null references member (id) on delete cascade,
    room_id   uuid not null references room (id) on delete cascade,
    seq       bigint not null,
    at        timestamptz not null,
    primary key (member_id, room_id)
);
