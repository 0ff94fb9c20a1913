-- Two services in one database, as before they part.
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value bigint NOT NULL);
CREATE TABLE orders_log (at timestamptz NOT NULL DEFAULT now(), line text);
CREATE SEQUENCE tickets START 100;
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE VIEW orders_of_users AS SELECT count(*) FROM users;
INSERT INTO orders (value) SELECT generate_series(1, 5000);
INSERT INTO users (name) SELECT 'user ' || generate_series(1, 100);
SELECT nextval('tickets'), nextval('tickets');
