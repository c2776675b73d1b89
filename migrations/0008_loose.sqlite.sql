-- The readers of articles that stand in no theme: all members.
insert into audience (id, kind) values (x'00000000000000000000000000000001', 'alliance');
