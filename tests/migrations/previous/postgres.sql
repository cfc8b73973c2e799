SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.buyers (
    chat_id bigint NOT NULL,
    language text NOT NULL,
    zone text,
    day_first boolean,
    seller_language text NOT NULL,
    case_id bigint,
    view text NOT NULL,
    notice text NOT NULL,
    revision integer NOT NULL,
    step integer NOT NULL,
    shown integer NOT NULL,
    screen_id bigint,
    blocked boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    active_at timestamp with time zone NOT NULL,
    last_number integer NOT NULL,
    quiet_from integer,
    quiet_until integer,
    zone_asked_in bigint,
    wants_reminders boolean DEFAULT true NOT NULL,
    barred boolean DEFAULT false NOT NULL,
    asks integer DEFAULT 0 NOT NULL,
    asks_since timestamp with time zone
);
CREATE TABLE public.case_events (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    kind text NOT NULL,
    facts text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.case_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.case_events_id_seq OWNED BY public.case_events.id;
CREATE TABLE public.cases (
    id bigint NOT NULL,
    chat_id bigint NOT NULL,
    number integer NOT NULL,
    answers text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    spoken_at timestamp with time zone
);
CREATE SEQUENCE public.cases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.cases_id_seq OWNED BY public.cases.id;
CREATE TABLE public.evidence (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    kind text NOT NULL,
    file_id text NOT NULL,
    unique_id text NOT NULL,
    message_id bigint NOT NULL,
    size bigint NOT NULL,
    mime text NOT NULL,
    caption text NOT NULL,
    album text NOT NULL,
    shot text,
    added_at timestamp with time zone NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    look text DEFAULT ''::text NOT NULL,
    marks text DEFAULT ''::text NOT NULL
);
CREATE SEQUENCE public.evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.evidence_id_seq OWNED BY public.evidence.id;
CREATE TABLE public.jobs (
    id bigint NOT NULL,
    chat_id bigint NOT NULL,
    case_id bigint NOT NULL,
    kind text NOT NULL,
    facts text NOT NULL,
    key text,
    not_before timestamp with time zone NOT NULL,
    token text,
    leased_until timestamp with time zone,
    attempts integer NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    error text
);
CREATE SEQUENCE public.jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.jobs_id_seq OWNED BY public.jobs.id;
CREATE TABLE public.meta (
    key text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    chat_id bigint NOT NULL,
    buyer_id bigint,
    template text NOT NULL,
    facts text NOT NULL,
    language text NOT NULL,
    urgent boolean NOT NULL,
    not_before timestamp with time zone NOT NULL,
    key text,
    token text,
    leased_until timestamp with time zone,
    attempts integer NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    error text,
    ticket_id bigint,
    errand text NOT NULL,
    pressing boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.outcomes (
    issue text NOT NULL,
    result text NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.parked_updates (
    update_id bigint NOT NULL,
    chat_id bigint,
    payload text NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.relays (
    case_id bigint NOT NULL,
    topic_message_id bigint NOT NULL,
    buyer_message_id bigint NOT NULL,
    side text NOT NULL
);
CREATE TABLE public.reminders (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    kind text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    deliver_at timestamp with time zone NOT NULL,
    token text,
    leased_until timestamp with time zone,
    attempts integer NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    error text,
    snoozed_until timestamp with time zone,
    done_at timestamp with time zone,
    asleep boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.reminders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reminders_id_seq OWNED BY public.reminders.id;
CREATE TABLE public.seen_updates (
    update_id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.support_groups (
    configured_id bigint NOT NULL,
    chat_id bigint NOT NULL
);
CREATE TABLE public.tickets (
    case_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    group_id bigint NOT NULL,
    name text NOT NULL,
    taken_by bigint,
    taken_name text NOT NULL,
    ending text,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    topic_id bigint,
    card_id bigint,
    taken_at timestamp with time zone,
    waiting_since timestamp with time zone,
    answered_at timestamp with time zone,
    alarmed_at timestamp with time zone,
    amount text,
    currency text,
    helped boolean,
    topic_name text,
    card_says text
);
CREATE TABLE public.volunteers (
    group_id bigint NOT NULL,
    user_id bigint NOT NULL,
    name text NOT NULL,
    username text NOT NULL
);
ALTER TABLE ONLY public.case_events ALTER COLUMN id SET DEFAULT nextval('public.case_events_id_seq'::regclass);
ALTER TABLE ONLY public.cases ALTER COLUMN id SET DEFAULT nextval('public.cases_id_seq'::regclass);
ALTER TABLE ONLY public.evidence ALTER COLUMN id SET DEFAULT nextval('public.evidence_id_seq'::regclass);
ALTER TABLE ONLY public.jobs ALTER COLUMN id SET DEFAULT nextval('public.jobs_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.reminders ALTER COLUMN id SET DEFAULT nextval('public.reminders_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0007');
INSERT INTO public.buyers VALUES (101, 'en', NULL, NULL, 'en', 1, 'talk', '{}', 22, 16, 22, 10, false, '2026-05-22 10:00:00+00', '2026-05-22 10:00:00+00', 1, NULL, NULL, 1, true, false, 1, '2026-05-22 10:00:00+00');
INSERT INTO public.buyers VALUES (103, 'en', NULL, NULL, 'en', NULL, 'home', '{}', 1, 1, 0, NULL, false, '2026-05-22 10:00:00+00', '2026-05-22 10:00:00+00', 0, NULL, NULL, NULL, true, false, 0, NULL);
INSERT INTO public.buyers VALUES (102, 'ru', NULL, NULL, 'en', 2, 'case', '{}', 2, 2, 2, 2, false, '2026-05-22 10:00:00+00', '2026-05-22 10:00:00+00', 1, NULL, NULL, NULL, true, false, 0, NULL);
INSERT INTO public.case_events VALUES (1, 1, 'reviewed', '{"verdict":"open","safe_last_day":"2026-05-30","opens_on":"2026-05-15","remedy":"full_refund","amount":"25.00"}', '2026-05-22 10:00:00+00');
INSERT INTO public.case_events VALUES (2, 1, 'human_asked', '{}', '2026-05-22 10:00:00+00');
INSERT INTO public.case_events VALUES (3, 1, 'taken', '{"by":"Vera","ending":null}', '2026-05-22 10:00:00+00');
INSERT INTO public.cases VALUES (1, 101, 1, '{"marketplace":"aliexpress","stage":"not_opened","family":"broken","issue":"damaged","item":"vase","order_number":"8015710859336916","price":"25","currency":"USD","ordered_on":"2026-05-01","delivered_on":"2026-05-15","evidence":["photo"],"wish":"money_back","notes":"The vase I ordered on 1 May for 25 USD arrived broken on 15 May, order 8015710859336916","unknown":["confirmed_on","country","detail","loss","payment","protection_ends_on","quantity","replied","shipped_on"],"reviewed":true,"told":{"verdict":"open","safe_last_day":"2026-05-30","opens_on":"2026-05-15","remedy":"full_refund","amount":"25.00"}}', '2026-05-22 10:00:00+00', '2026-05-22 10:00:00+00', NULL, NULL);
INSERT INTO public.cases VALUES (2, 102, 1, '{"marketplace":"aliexpress","stage":"not_opened","family":"never_came","issue":"in_transit","price":"1990","currency":"RUB","ordered_on":"2026-05-01","notes":"посылка не пришла, заказал 1 мая, заплатил 1990 руб"}', '2026-05-22 10:00:00+00', '2026-05-22 10:00:00+00', NULL, NULL);
INSERT INTO public.evidence VALUES (1, 1, 'photo', 'AgACAgIAAxkBAAIB00000004aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789stAndIn', 'AQADstandin00000004', 5, 200001, 'image/jpeg', '', '', 'close_up', '2026-05-22 10:00:00+00', '', '{"release":1,"seen":"picture","width":960,"height":720,"sharpness":1.583,"brightness":0.478,"print":"66164441900ea349","screenshot":false,"located":false}', '');
INSERT INTO public.evidence VALUES (3, 1, 'photo', 'AgACAgIAAxkBAAIB00000008aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789stAndIn', 'AQADstandin00000008', 7, 200002, 'image/jpeg', '', '', 'parcel_outside', '2026-05-22 10:00:00+00', '', '{"release":1,"seen":"picture","width":960,"height":720,"sharpness":1.616,"brightness":0.478,"print":"25b1ae5bca86c648","screenshot":false,"located":false}', '');
INSERT INTO public.jobs VALUES (1, 101, 1, 'look', '{}', 'look:1:AQADstandin00000004:5', '2026-05-22 10:00:00+00', NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL);
INSERT INTO public.jobs VALUES (2, 101, 1, 'look', '{}', 'look:1:AQADstandin00000008:7', '2026-05-22 10:00:00+00', NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL);
INSERT INTO public.outbox VALUES (1, -1001000000001, 101, 'topic', '{}', 'en', true, '2026-05-22 10:00:00+00', 'topic:1:', NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'topic', false);
INSERT INTO public.outbox VALUES (2, -1001000000001, 101, 'ticket', '{}', 'en', true, '2026-05-22 10:00:00+00', 'card:1:', NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'card', false);
INSERT INTO public.outbox VALUES (3, -1001000000001, 101, '', '{}', 'en', true, '2026-05-22 10:00:00+00', 'pin:1:', NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'pin', false);
INSERT INTO public.outbox VALUES (4, -1001000000001, 101, '', '{}', 'en', true, '2026-05-22 10:00:00+00', 'files.0:1:', NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'files', false);
INSERT INTO public.outbox VALUES (5, -1001000000001, 101, 'from_buyer', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'relay', false);
INSERT INTO public.outbox VALUES (6, 101, 101, '', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'react', false);
INSERT INTO public.outbox VALUES (10, 101, 101, 'human_took', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'say', false);
INSERT INTO public.outbox VALUES (7, -1001000000001, 101, 'line', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'say', false);
INSERT INTO public.outbox VALUES (8, -1001000000001, 101, 'ticket', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'card_edit', false);
INSERT INTO public.outbox VALUES (9, -1001000000001, 101, 'topic', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'name', false);
INSERT INTO public.outbox VALUES (11, 101, 101, 'from_human', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'relay', false);
INSERT INTO public.outbox VALUES (12, -1001000000001, 101, '', '{}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 1, '2026-05-22 10:00:00+00', NULL, NULL, 1, 'react', false);
INSERT INTO public.outbox VALUES (13, 101, 101, 'from_human', '{"who":"Vera","edited":false,"talk":1,"source":13,"chat":-1001000000001,"reply_to":0,"text":"We have written to the carrier","html":""}', 'en', false, '2026-05-22 10:00:00+00', NULL, NULL, NULL, 0, NULL, NULL, NULL, 1, 'relay', false);
INSERT INTO public.relays VALUES (1, 4, 0, 'card');
INSERT INTO public.relays VALUES (1, 6, 5, 'buyer');
INSERT INTO public.relays VALUES (1, 7, 7, 'buyer');
INSERT INTO public.relays VALUES (1, 8, 11, 'buyer');
INSERT INTO public.relays VALUES (1, 12, 13, 'volunteer');
INSERT INTO public.reminders VALUES (2, 1, 101, 'last_day_in_three', '2026-05-30 09:59:59+00', '2026-05-27 07:00:00+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.reminders VALUES (3, 1, 101, 'proof_missing', '2026-05-30 09:59:59+00', '2026-05-28 07:00:00+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.reminders VALUES (4, 1, 101, 'last_day_tomorrow', '2026-05-30 09:59:59+00', '2026-05-29 07:00:00+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.reminders VALUES (5, 1, 101, 'last_day', '2026-05-30 09:59:59+00', '2026-05-30 07:00:00+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.reminders VALUES (6, 2, 102, 'draft', '2026-05-25 09:59:59+00', '2026-05-25 07:00:00+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.seen_updates VALUES (2, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (3, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (4, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (5, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (6, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (7, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (8, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (9, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (10, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (11, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (12, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (13, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (14, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (15, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (16, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (17, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (18, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (19, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (20, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (21, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (22, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (23, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (24, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (25, '2026-05-22 10:00:00+00');
INSERT INTO public.seen_updates VALUES (26, '2026-05-22 10:00:00+00');
INSERT INTO public.tickets VALUES (1, 101, -1001000000001, 'Ana', 901, 'Vera', NULL, '2026-05-22 10:00:00+00', NULL, 3, 4, '2026-05-22 10:00:00+00', NULL, '2026-05-22 10:00:00+00', NULL, NULL, NULL, NULL, '1/damaged/en/7/None/False/2/5/taken', 'open');
INSERT INTO public.volunteers VALUES (-1001000000001, 901, 'Vera', '');
SELECT pg_catalog.setval('public.case_events_id_seq', 3, true);
SELECT pg_catalog.setval('public.cases_id_seq', 2, true);
SELECT pg_catalog.setval('public.evidence_id_seq', 4, true);
SELECT pg_catalog.setval('public.jobs_id_seq', 2, true);
SELECT pg_catalog.setval('public.outbox_id_seq', 13, true);
SELECT pg_catalog.setval('public.reminders_id_seq', 6, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.buyers
    ADD CONSTRAINT pk_buyers PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.case_events
    ADD CONSTRAINT pk_case_events PRIMARY KEY (id);
ALTER TABLE ONLY public.cases
    ADD CONSTRAINT pk_cases PRIMARY KEY (id);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT pk_evidence PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT pk_jobs PRIMARY KEY (id);
ALTER TABLE ONLY public.meta
    ADD CONSTRAINT pk_meta PRIMARY KEY (key);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes
    ADD CONSTRAINT pk_outcomes PRIMARY KEY (issue, result);
ALTER TABLE ONLY public.parked_updates
    ADD CONSTRAINT pk_parked_updates PRIMARY KEY (update_id);
ALTER TABLE ONLY public.relays
    ADD CONSTRAINT pk_relays PRIMARY KEY (case_id, topic_message_id, buyer_message_id);
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT pk_reminders PRIMARY KEY (id);
ALTER TABLE ONLY public.seen_updates
    ADD CONSTRAINT pk_seen_updates PRIMARY KEY (update_id);
ALTER TABLE ONLY public.support_groups
    ADD CONSTRAINT pk_support_groups PRIMARY KEY (configured_id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT pk_tickets PRIMARY KEY (case_id);
ALTER TABLE ONLY public.volunteers
    ADD CONSTRAINT pk_volunteers PRIMARY KEY (group_id, user_id);
ALTER TABLE ONLY public.cases
    ADD CONSTRAINT uq_cases_chat_id_number UNIQUE (chat_id, number);
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT uq_evidence_case_id_unique_id UNIQUE (case_id, unique_id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT uq_jobs_key UNIQUE (key);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_key UNIQUE (key);
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT uq_reminders_case_id_kind UNIQUE (case_id, kind);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT uq_tickets_group_id_topic_id UNIQUE (group_id, topic_id);
CREATE INDEX ix_buyers_owed ON public.buyers USING btree (chat_id) WHERE ((shown < revision) AND (blocked = false));
CREATE INDEX ix_case_events_case_id ON public.case_events USING btree (case_id);
CREATE INDEX ix_jobs_case_id ON public.jobs USING btree (case_id);
CREATE INDEX ix_jobs_chat_id ON public.jobs USING btree (chat_id);
CREATE INDEX ix_jobs_due ON public.jobs USING btree (not_before) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX ix_outbox_buyer_id ON public.outbox USING btree (buyer_id);
CREATE INDEX ix_outbox_chat ON public.outbox USING btree (chat_id, sent_at);
CREATE INDEX ix_outbox_due ON public.outbox USING btree (not_before) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX ix_outbox_ticket_id ON public.outbox USING btree (ticket_id);
CREATE INDEX ix_parked_updates_chat_id ON public.parked_updates USING btree (chat_id);
CREATE INDEX ix_relays_topic_message_id ON public.relays USING btree (topic_message_id);
CREATE INDEX ix_reminders_chat_id ON public.reminders USING btree (chat_id);
CREATE INDEX ix_reminders_due ON public.reminders USING btree (deliver_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL) AND (asleep = false));
CREATE INDEX ix_seen_updates_at ON public.seen_updates USING btree (at);
CREATE INDEX ix_tickets_answered_at ON public.tickets USING btree (answered_at);
CREATE INDEX ix_tickets_chat_id ON public.tickets USING btree (chat_id);
CREATE INDEX ix_tickets_group_id_closed_at ON public.tickets USING btree (group_id, closed_at);
CREATE INDEX ix_tickets_group_id_opened_at ON public.tickets USING btree (group_id, opened_at);
CREATE INDEX ix_tickets_open ON public.tickets USING btree (case_id) WHERE (closed_at IS NULL);
ALTER TABLE ONLY public.case_events
    ADD CONSTRAINT fk_case_events_case_id FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.cases
    ADD CONSTRAINT fk_cases_chat_id FOREIGN KEY (chat_id) REFERENCES public.buyers(chat_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT fk_evidence_case_id FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT fk_jobs_case_id FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers(chat_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(case_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.relays
    ADD CONSTRAINT fk_relays_case_id FOREIGN KEY (case_id) REFERENCES public.tickets(case_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT fk_reminders_case_id FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT fk_tickets_case_id FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE;
