-- The tables of a service whose users are spread, as they are before.
CREATE TABLE user_orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text NOT NULL, value bigint NOT NULL);
CREATE TABLE user_names (user_id text PRIMARY KEY, name text);
INSERT INTO user_orders (user_id, value) SELECT 'user-' || n % 3000, n FROM generate_series(1, 12000) n;
INSERT INTO user_names SELECT 'user-' || n, n || ' é' FROM generate_series(0, 2999) n;
