create table organisation (
    id           uuid primary key,
    name         text not null unique,
    kind         text not null check (kind in ('gemeente', 'politie', 'om', 'zorg', 'partner')),
    sort_key     text not null,
    successor_id uuid references organisation (id),
    created_at   timestamptz not null
);

-- A domain may belong to several organisations: then the new member is asked.
create table organisation_domain (
    organisation_id uuid not null references organisation (id) on delete cascade,
    domain          text not null,
    primary key (organisation_id, domain)
);

create index organisation_by_domain on organisation_domain (domain);

-- What ends in `_key` is made in Rust, because the engines fold and sort differently.
create table member (
    id            uuid primary key,
    email         text not null,
    email_key     text not null unique,
    name          text not null,
    sort_key      text not null,
    ask_about     text not null default '',
    ask_key       text not null default '',
    phone         text not null default '',
    photo_id      uuid references file (id),
    show_email    text not null default 'nobody' check (show_email in ('nobody', 'communities', 'members')),
    show_phone    text not null default 'nobody' check (show_phone in ('nobody', 'communities', 'members')),
    show_photo    text not null default 'members' check (show_photo in ('nobody', 'communities', 'members')),
    show_ask      text not null default 'members' check (show_ask in ('nobody', 'communities', 'members')),
    lang          text check (lang in ('nl', 'en')),
    color_scheme  text not null default 'auto' check (color_scheme in ('auto', 'light', 'dark')),
    mail_replies  boolean not null default true,
    admin         boolean not null default false,
    password_hash text,
    disabled_at   timestamptz,
    departed_at   timestamptz,
    created_at    timestamptz not null
);

create index member_by_name on member (sort_key, id);

-- For whom a member works and as what. Content keeps the affiliation of its moment.
create table affiliation (
    id              uuid primary key,
    member_id       uuid not null references member (id) on delete cascade,
    organisation_id uuid references organisation (id),
    function        text not null default '',
    function_key    text not null default '',
    since           timestamptz not null,
    until           timestamptz
);

-- A member works in one way at a time.
create unique index affiliation_open_key on affiliation (member_id) where until is null;
create index affiliation_by_member on affiliation (member_id, until);
create index affiliation_by_organisation on affiliation (organisation_id);

-- A browser or program that is signed in. Only the SHA-256 of its token is kept.
create table sign_in (
    id         uuid primary key,
    token_hash bytea not null unique,
    member_id  uuid not null references member (id) on delete cascade,
    kind       text not null check (kind in ('browser', 'program')),
    device     text not null default '',
    network    text not null default '',
    created_at timestamptz not null,
    seen_at    timestamptz not null
);

create index sign_in_by_member on sign_in (member_id);

-- Links that are mailed: a new password, a new address. Single use.
create table secret_link (
    token_hash bytea primary key,
    purpose    text not null check (purpose in ('reset', 'email')),
    member_id  uuid not null references member (id) on delete cascade,
    email      text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index secret_link_by_member on secret_link (member_id);

create table invitation (
    id           uuid primary key,
    token_hash   bytea not null unique,
    email        text not null,
    email_key    text not null,
    name         text not null default '',
    community_id uuid,
    message      text not null default '',
    lang         text check (lang in ('nl', 'en')),
    invited_by   uuid not null references member (id),
    sent         bigint not null default 1,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    accepted_at  timestamptz,
    revoked_at   timestamptz
);

create index invitation_by_email on invitation (email_key);

create table account_request (
    id              uuid primary key,
    email           text not null,
    email_key       text not null,
    name            text not null,
    organisation_id uuid references organisation (id),
    organisation    text not null default '',
    function        text not null default '',
    motivation      text not null default '',
    lang            text check (lang in ('nl', 'en')),
    created_at      timestamptz not null,
    decided_at      timestamptz,
    decided_by      uuid references member (id),
    outcome         text check (outcome in ('accepted', 'refused')),
    reason          text not null default ''
);

create unique index account_request_open_key on account_request (email_key) where decided_at is null;

-- Wrong guesses and mails asked for, by account, address or source; survives a restart.
create table throttle (
    key        text primary key,
    count      bigint not null,
    free_at    timestamptz not null,
    changed_at timestamptz not null
);

-- A form that was sent after its sign-in had ended; shown again once after signing in.
create table kept_form (
    token_hash bytea primary key,
    action     text not null,
    fields     jsonb not null,
    expires_at timestamptz not null
);
