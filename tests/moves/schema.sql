-- What an application of some years may have.
CREATE EXTENSION citext;
COMMENT ON EXTENSION citext IS 'ours';
CREATE SCHEMA other;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE SEQUENCE tickets START 100;
CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), mail citext UNIQUE, mood mood DEFAULT 'glad', photo bytea, balance double precision);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer uuid REFERENCES customers, value bigint NOT NULL,
  doubled bigint GENERATED ALWAYS AS (value * 2) STORED, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE other."Odd Name" ("a key" serial PRIMARY KEY, scalegen_row text, "t" text);
CREATE TABLE log (at timestamptz NOT NULL DEFAULT now(), line text);
CREATE TABLE events (id bigserial, at date NOT NULL, what jsonb, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE UNLOGGED TABLE drafts (id int PRIMARY KEY, line text);
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS orders FROM orders;
CREATE VIEW glad AS SELECT id FROM customers WHERE mood = 'glad';
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  INSERT INTO log (line) VALUES (format('order %s', NEW.id));
  RETURN NEW;
END$$;
CREATE TRIGGER noted AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
INSERT INTO customers (mail, photo, balance) SELECT n || '@example.com', decode(md5(n::text), 'hex'), n / 7.0 FROM generate_series(1, 500) n;
INSERT INTO orders (customer, value) SELECT (SELECT id FROM customers WHERE mail = (n % 500 + 1) || '@example.com'), n FROM generate_series(1, 5000) n;
INSERT INTO other."Odd Name" (scalegen_row, "t") VALUES ('one', E'two\nlines \\ ''quoted'''), (NULL, '');
INSERT INTO events (at, what) SELECT date '2025-06-01' + n, jsonb_build_object('n', n) FROM generate_series(1, 500) n;
INSERT INTO drafts VALUES (1, 'gone');
SELECT nextval('tickets'), nextval('tickets');
REFRESH MATERIALIZED VIEW totals;
