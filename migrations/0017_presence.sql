-- What the chat rooms of a community show of its people: nothing, who types, or also who is there.
alter table community add column presence text not null default 'typing' check (presence in ('nothing', 'typing', 'here'));

-- Whether a member is shown where a room shows its people.
alter table member add column presence text not null default 'room' check (presence in ('room', 'never'));
