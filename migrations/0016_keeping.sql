-- A message that became a post of a thread: it has its words there, and is gone here.
alter table message add column post_id uuid references post (id);

create index message_by_post on message (post_id) where post_id is not null;

-- A thread that began in a chat: in which room, at which message, and who put it where it is.
alter table thread add column room_id uuid references room (id);
alter table thread add column room_seq bigint;
alter table thread add column carried_by uuid references member (id);
alter table thread add column carried_at timestamptz;

-- Days that what is said stays; 0 for ever, without a number as long as rooms of its kind do.
alter table room add column keep_days bigint;

-- What is left of a message whose time is over: a retried send never doubles it.
create table message_nonce (
    author_id  uuid not null references member (id) on delete cascade,
    nonce      text not null,
    message_id uuid not null,
    room_id    uuid not null references room (id) on delete cascade,
    seq        bigint not null,
    primary key (author_id, nonce)
);

-- What was announced to disappear: everything up to `seq` whose time is over, not within 14 days of `at`.
create table room_notice (
    room_id uuid not null references room (id) on delete cascade,
    seq     bigint not null,
    at      timestamptz not null,
    primary key (room_id, seq)
);
