-- The readers of articles that stand in no theme: all members.
insert into audience (id, kind) values ('00000000-0000-0000-0000-000000000001', 'alliance');
