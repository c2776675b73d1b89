-- A message of a side talk names the message it began with; that one is never in a side talk itself.
alter table message add column root_id uuid references message (id);
alter table message add column pinned_at timestamptz;
alter table message add column pinned_by uuid references member (id);

create index message_by_root on message (root_id, seq);
create index message_pinned on message (room_id, pinned_at) where pinned_at is not null;
create index message_by_moment on message (room_id, created_at);

-- A sign that somebody gave a message.
create table reaction (
    message_id uuid not null references message (id) on delete cascade,
    member_id  uuid not null references member (id) on delete cascade,
    sign       text not null,
    at         timestamptz not null,
    primary key (message_id, member_id, sign)
);

-- What a member wants to be told of a room; without a row, everything.
create table room_level (
    member_id uuid not null references member (id) on delete cascade,
    room_id   uuid not null references room (id) on delete cascade,
    level     text not null check (level in ('mentions', 'mute')),
    since     timestamptz not null,
    primary key (member_id, room_id)
);

-- Whom a message names.
create table mention (
    message_id uuid not null references message (id) on delete cascade,
    member_id  uuid not null references member (id) on delete cascade,
    primary key (message_id, member_id)
);

create index mention_by_member on mention (member_id, message_id);

-- What a member typed in a room and did not say yet.
create table room_draft (
    member_id     uuid not null references member (id) on delete cascade,
    room_id       uuid not null references room (id) on delete cascade,
    body_markdown text not null,
    at            timestamptz not null,
    primary key (member_id, room_id)
);

-- How far a member was told by mail of what was said in a room: one mail until they come back.
create table room_told (
    member_id uuid not null references member (id) on delete cascade,
    room_id   uuid not null references room (id) on delete cascade,
    seq       bigint not null,
    at        timestamptz not null,
    primary key (member_id, room_id)
);

alter table member add column mail_messages boolean not null default true;
