create table article (
    id              uuid primary key,
    external_id     text unique,
    slug            text not null,
    title           text not null,
    kind            text not null check (kind in ('uitleg', 'handreiking', 'goed-voorbeeld', 'wet-en-recht', 'factsheet', 'model')),
    theme_id        uuid references theme (id),
    subject_id      uuid references subject (id),
    community_id    uuid references community (id),
    audience_id     uuid not null references audience (id),
    organisation_id uuid references organisation (id),
    author_id       uuid references member (id),
    affiliation_id  uuid references affiliation (id),
    tags            jsonb not null,
    source          text not null default '',
    url             text not null default '',
    licence         text not null default '',
    remark          text not null default '',
    body_markdown   text not null,
    body_html       text not null,
    contents        jsonb not null,
    version         bigint not null default 1,
    imported_hash   text,
    published_at    timestamptz not null,
    reviewed_at     timestamptz,
    reviewed_by     uuid references member (id),
    -- When a person last changed it here: from then on an import leaves it alone.
    edited_at       timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    archived_at     timestamptz,
    deleted_at      timestamptz
);

create index article_by_theme on article (theme_id, published_at desc, id desc);
create index article_by_moment on article (published_at desc, id desc);
create index article_by_community on article (community_id, published_at desc, id desc);
create index article_by_change on article (updated_at desc, id desc);

-- The tags of an article once more, to find articles by.
create table article_tag (
    article_id uuid not null references article (id) on delete cascade,
    tag        text not null,
    primary key (article_id, tag)
);

create index article_by_tag on article_tag (tag, article_id);

-- Every version, the present one included, with who wrote it.
create table article_revision (
    article_id     uuid not null references article (id) on delete cascade,
    version        bigint not null,
    title          text not null,
    body_markdown  text not null,
    body_html      text not null,
    editor_id      uuid references member (id),
    affiliation_id uuid references affiliation (id),
    at             timestamptz not null,
    primary key (article_id, version)
);

-- The pages whose text the site owner edits: hulp, contact, privacy, toegankelijkheid.
create table site_page (
    slug          text not null,
    lang          text not null check (lang in ('nl', 'en')),
    title         text not null,
    body_markdown text not null,
    body_html     text not null,
    changed_at    timestamptz not null,
    changed_by    uuid references member (id),
    primary key (slug, lang)
);
