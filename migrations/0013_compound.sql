-- Words that search takes apart otherwise than the program would: with their parts, or with none when they stay whole.
create table compound (
    word       text primary key,
    parts      text not null,
    changed_at timestamptz not null,
    changed_by uuid references member (id)
);
