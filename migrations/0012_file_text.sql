-- The text of an attachment, for search: what could be read of it, or why nothing could. It follows from the file and from the
-- version of what reads it; a row that is missing or of another version is made anew.
create table file_text (
    file_id uuid primary key references file (id) on delete cascade,
    body    text not null,
    state   text not null,
    version bigint not null,
    at      timestamptz not null
);
