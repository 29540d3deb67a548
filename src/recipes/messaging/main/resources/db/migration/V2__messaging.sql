-- What is committed and not announced yet. Changes of one order follow one another, so their numbers have the order of their commits.
create table outbox (
    number bigint generated always as identity primary key,
    content text not null
);
-- The messages that were consumed.
create table inbox (
    message varchar(100) primary key,
    consumed timestamptz not null default now()
);
