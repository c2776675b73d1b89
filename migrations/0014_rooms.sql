-- Who is on the list of an audience of its own: of a closed room, of a direct conversation.
create table audience_member (
    audience_id uuid not null references audience (id) on delete cascade,
    member_id   uuid not null references member (id) on delete cascade,
    since       timestamptz not null,
    primary key (audience_id, member_id)
);

create index audience_member_by_member on audience_member (member_id, audience_id);

-- The visibility predicate asks for each kind apart; direct conversations make this table long.
create index audience_by_kind on audience (kind, community_id);

-- An open room is for all members of its community, a closed one for those of them on its list, and a direct
-- conversation for the members on its list, of no community.
alter table room add column kind text not null default 'open' check (kind in ('open', 'closed', 'direct'));

-- The members of a direct conversation, in order: the same people have one conversation.
alter table room add column direct_key text;

create unique index room_direct_key_key on room (direct_key);
