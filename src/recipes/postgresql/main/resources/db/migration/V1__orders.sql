create table orders (
  id uuid primary key,
  number bigint generated always as identity unique,
  state varchar(20) not null,
  version bigint not null
);

create table order_items (
  order_id uuid not null references orders,
  position integer not null,
  sku varchar(40) not null,
  quantity integer not null,
  primary key (order_id, position)
);
