BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE buyers (
	chat_id INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	zone TEXT, 
	day_first BOOLEAN, 
	seller_language TEXT NOT NULL, 
	case_id INTEGER, 
	"view" TEXT NOT NULL, 
	notice TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	shown INTEGER NOT NULL, 
	screen_id INTEGER, 
	blocked BOOLEAN NOT NULL, 
	created_at TEXT NOT NULL, 
	active_at TEXT NOT NULL, 
	last_number INTEGER NOT NULL, quiet_from INTEGER, quiet_until INTEGER, zone_asked_in INTEGER, wants_reminders BOOLEAN DEFAULT 1 NOT NULL, barred BOOLEAN DEFAULT 0 NOT NULL, asks INTEGER DEFAULT 0 NOT NULL, asks_since TEXT, 
	CONSTRAINT pk_buyers PRIMARY KEY (chat_id)
);
INSERT INTO "buyers" VALUES(101,'en',NULL,NULL,'en',1,'talk','{}',22,16,22,10,0,'2026-05-22T10:00:00.000000+00:00','2026-05-22T10:00:00.000000+00:00',1,NULL,NULL,1,1,0,1,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "buyers" VALUES(102,'ru',NULL,NULL,'en',2,'case','{}',2,2,2,2,0,'2026-05-22T10:00:00.000000+00:00','2026-05-22T10:00:00.000000+00:00',1,NULL,NULL,NULL,1,0,0,NULL);
INSERT INTO "buyers" VALUES(103,'en',NULL,NULL,'en',NULL,'home','{}',1,1,0,NULL,0,'2026-05-22T10:00:00.000000+00:00','2026-05-22T10:00:00.000000+00:00',0,NULL,NULL,NULL,1,0,0,NULL);
CREATE TABLE case_events (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_case_events PRIMARY KEY (id), 
	CONSTRAINT fk_case_events_case_id FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE
);
INSERT INTO "case_events" VALUES(1,1,'reviewed','{"verdict":"open","safe_last_day":"2026-05-30","opens_on":"2026-05-15","remedy":"full_refund","amount":"25.00"}','2026-05-22T10:00:00.000000+00:00');
INSERT INTO "case_events" VALUES(2,1,'human_asked','{}','2026-05-22T10:00:00.000000+00:00');
INSERT INTO "case_events" VALUES(3,1,'taken','{"by":"Vera","ending":null}','2026-05-22T10:00:00.000000+00:00');
CREATE TABLE cases (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	answers TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	closed_at TEXT, spoken_at TEXT, 
	CONSTRAINT fk_cases_chat_id FOREIGN KEY(chat_id) REFERENCES buyers (chat_id) ON DELETE CASCADE, 
	CONSTRAINT uq_cases_chat_id_number UNIQUE (chat_id, number)
);
INSERT INTO "cases" VALUES(1,101,1,'{"marketplace":"aliexpress","stage":"not_opened","family":"broken","issue":"damaged","item":"vase","order_number":"8015710859336916","price":"25","currency":"USD","ordered_on":"2026-05-01","delivered_on":"2026-05-15","evidence":["photo"],"wish":"money_back","notes":"The vase I ordered on 1 May for 25 USD arrived broken on 15 May, order 8015710859336916","unknown":["confirmed_on","country","detail","loss","payment","protection_ends_on","quantity","replied","shipped_on"],"reviewed":true,"told":{"verdict":"open","safe_last_day":"2026-05-30","opens_on":"2026-05-15","remedy":"full_refund","amount":"25.00"}}','2026-05-22T10:00:00.000000+00:00','2026-05-22T10:00:00.000000+00:00',NULL,NULL);
INSERT INTO "cases" VALUES(2,102,1,'{"marketplace":"aliexpress","stage":"not_opened","family":"never_came","issue":"in_transit","price":"1990","currency":"RUB","ordered_on":"2026-05-01","notes":"посылка не пришла, заказал 1 мая, заплатил 1990 руб"}','2026-05-22T10:00:00.000000+00:00','2026-05-22T10:00:00.000000+00:00',NULL,NULL);
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	file_id TEXT NOT NULL, 
	unique_id TEXT NOT NULL, 
	message_id INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	mime TEXT NOT NULL, 
	caption TEXT NOT NULL, 
	album TEXT NOT NULL, 
	shot TEXT, 
	added_at TEXT NOT NULL, name TEXT DEFAULT '' NOT NULL, look TEXT DEFAULT '' NOT NULL, marks TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_case_id FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE, 
	CONSTRAINT uq_evidence_case_id_unique_id UNIQUE (case_id, unique_id)
);
INSERT INTO "evidence" VALUES(1,1,'photo','AgACAgIAAxkBAAIB00000004aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789stAndIn','AQADstandin00000004',5,200001,'image/jpeg','','','close_up','2026-05-22T10:00:00.000000+00:00','','{"release":1,"seen":"picture","width":960,"height":720,"sharpness":1.583,"brightness":0.478,"print":"66164441900ea349","screenshot":false,"located":false}','');
INSERT INTO "evidence" VALUES(2,1,'photo','AgACAgIAAxkBAAIB00000008aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789stAndIn','AQADstandin00000008',7,200002,'image/jpeg','','','parcel_outside','2026-05-22T10:00:00.000000+00:00','','{"release":1,"seen":"picture","width":960,"height":720,"sharpness":1.616,"brightness":0.478,"print":"25b1ae5bca86c648","screenshot":false,"located":false}','');
CREATE TABLE jobs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	"key" TEXT, 
	not_before TEXT NOT NULL, 
	token TEXT, 
	leased_until TEXT, 
	attempts INTEGER NOT NULL, 
	sent_at TEXT, 
	failed_at TEXT, 
	error TEXT, 
	CONSTRAINT fk_jobs_case_id FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE, 
	CONSTRAINT uq_jobs_key UNIQUE ("key")
);
INSERT INTO "jobs" VALUES(1,101,1,'look','{}','look:1:AQADstandin00000004:5','2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL);
INSERT INTO "jobs" VALUES(2,101,1,'look','{}','look:1:AQADstandin00000008:7','2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
CREATE TABLE "outbox" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	buyer_id INTEGER, 
	template TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	language TEXT NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	not_before TEXT NOT NULL, 
	"key" TEXT, 
	token TEXT, 
	leased_until TEXT, 
	attempts INTEGER NOT NULL, 
	sent_at TEXT, 
	failed_at TEXT, 
	error TEXT, 
	ticket_id INTEGER, 
	errand TEXT NOT NULL, pressing BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_outbox_buyer_id FOREIGN KEY(buyer_id) REFERENCES buyers (chat_id) ON DELETE CASCADE, 
	CONSTRAINT uq_outbox_key UNIQUE ("key"), 
	CONSTRAINT fk_outbox_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (case_id) ON DELETE CASCADE
);
INSERT INTO "outbox" VALUES(1,-1001000000001,101,'topic','{}','en',1,'2026-05-22T10:00:00.000000+00:00','topic:1:',NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'topic',0);
INSERT INTO "outbox" VALUES(2,-1001000000001,101,'ticket','{}','en',1,'2026-05-22T10:00:00.000000+00:00','card:1:',NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'card',0);
INSERT INTO "outbox" VALUES(3,-1001000000001,101,'','{}','en',1,'2026-05-22T10:00:00.000000+00:00','pin:1:',NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'pin',0);
INSERT INTO "outbox" VALUES(4,-1001000000001,101,'','{}','en',1,'2026-05-22T10:00:00.000000+00:00','files.0:1:',NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'files',0);
INSERT INTO "outbox" VALUES(5,-1001000000001,101,'from_buyer','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'relay',0);
INSERT INTO "outbox" VALUES(6,101,101,'','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'react',0);
INSERT INTO "outbox" VALUES(7,-1001000000001,101,'line','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'say',0);
INSERT INTO "outbox" VALUES(8,-1001000000001,101,'ticket','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'card_edit',0);
INSERT INTO "outbox" VALUES(9,-1001000000001,101,'topic','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'name',0);
INSERT INTO "outbox" VALUES(10,101,101,'human_took','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'say',0);
INSERT INTO "outbox" VALUES(11,101,101,'from_human','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'relay',0);
INSERT INTO "outbox" VALUES(12,-1001000000001,101,'','{}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,1,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,1,'react',0);
INSERT INTO "outbox" VALUES(13,101,101,'from_human','{"who":"Vera","edited":false,"talk":1,"source":13,"chat":-1001000000001,"reply_to":0,"text":"We have written to the carrier","html":""}','en',0,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,0,NULL,NULL,NULL,1,'relay',0);
CREATE TABLE outcomes (
	issue TEXT NOT NULL, 
	result TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_outcomes PRIMARY KEY (issue, result)
);
CREATE TABLE parked_updates (
	update_id INTEGER NOT NULL, 
	chat_id INTEGER, 
	payload TEXT NOT NULL, 
	error TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_parked_updates PRIMARY KEY (update_id)
);
CREATE TABLE relays (
	case_id INTEGER NOT NULL, 
	topic_message_id INTEGER NOT NULL, 
	buyer_message_id INTEGER NOT NULL, 
	side TEXT NOT NULL, 
	CONSTRAINT pk_relays PRIMARY KEY (case_id, topic_message_id, buyer_message_id), 
	CONSTRAINT fk_relays_case_id FOREIGN KEY(case_id) REFERENCES tickets (case_id) ON DELETE CASCADE
);
INSERT INTO "relays" VALUES(1,4,0,'card');
INSERT INTO "relays" VALUES(1,6,5,'buyer');
INSERT INTO "relays" VALUES(1,7,7,'buyer');
INSERT INTO "relays" VALUES(1,8,11,'buyer');
INSERT INTO "relays" VALUES(1,12,13,'volunteer');
CREATE TABLE reminders (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	case_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	due_at TEXT NOT NULL, 
	deliver_at TEXT NOT NULL, 
	token TEXT, 
	leased_until TEXT, 
	attempts INTEGER NOT NULL, 
	sent_at TEXT, 
	failed_at TEXT, 
	error TEXT, snoozed_until TEXT, done_at TEXT, asleep BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_reminders_case_id FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE, 
	CONSTRAINT uq_reminders_case_id_kind UNIQUE (case_id, kind)
);
INSERT INTO "reminders" VALUES(2,1,101,'last_day_in_three','2026-05-30T09:59:59.000000+00:00','2026-05-27T07:00:00.000000+00:00',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "reminders" VALUES(3,1,101,'proof_missing','2026-05-30T09:59:59.000000+00:00','2026-05-28T07:00:00.000000+00:00',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "reminders" VALUES(4,1,101,'last_day_tomorrow','2026-05-30T09:59:59.000000+00:00','2026-05-29T07:00:00.000000+00:00',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "reminders" VALUES(5,1,101,'last_day','2026-05-30T09:59:59.000000+00:00','2026-05-30T07:00:00.000000+00:00',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "reminders" VALUES(6,2,102,'draft','2026-05-25T09:59:59.000000+00:00','2026-05-25T07:00:00.000000+00:00',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0);
CREATE TABLE seen_updates (
	update_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_seen_updates PRIMARY KEY (update_id)
);
INSERT INTO "seen_updates" VALUES(2,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(3,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(4,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(5,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(6,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(7,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(8,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(9,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(10,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(11,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(12,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(13,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(14,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(15,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(16,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(17,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(18,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(19,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(20,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(21,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(22,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(23,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(24,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(25,'2026-05-22T10:00:00.000000+00:00');
INSERT INTO "seen_updates" VALUES(26,'2026-05-22T10:00:00.000000+00:00');
CREATE TABLE support_groups (
	configured_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	CONSTRAINT pk_support_groups PRIMARY KEY (configured_id)
);
CREATE TABLE tickets (
	case_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	taken_by INTEGER, 
	taken_name TEXT NOT NULL, 
	ending TEXT, 
	opened_at TEXT NOT NULL, 
	closed_at TEXT, 
	topic_id INTEGER, 
	card_id INTEGER, taken_at TEXT, waiting_since TEXT, answered_at TEXT, alarmed_at TEXT, amount TEXT, currency TEXT, helped BOOLEAN, topic_name TEXT, card_says TEXT, 
	CONSTRAINT pk_tickets PRIMARY KEY (case_id), 
	CONSTRAINT fk_tickets_case_id FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE, 
	CONSTRAINT uq_tickets_group_id_topic_id UNIQUE (group_id, topic_id)
);
INSERT INTO "tickets" VALUES(1,101,-1001000000001,'Ana',901,'Vera',NULL,'2026-05-22T10:00:00.000000+00:00',NULL,3,4,'2026-05-22T10:00:00.000000+00:00',NULL,'2026-05-22T10:00:00.000000+00:00',NULL,NULL,NULL,NULL,'1/damaged/en/7/None/False/2/5/taken','open');
CREATE TABLE volunteers (
	group_id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	username TEXT NOT NULL, 
	CONSTRAINT pk_volunteers PRIMARY KEY (group_id, user_id)
);
INSERT INTO "volunteers" VALUES(-1001000000001,901,'Vera','');
CREATE INDEX ix_buyers_owed ON buyers (chat_id) WHERE shown < revision AND blocked = 0;
CREATE INDEX ix_parked_updates_chat_id ON parked_updates (chat_id);
CREATE INDEX ix_seen_updates_at ON seen_updates (at);
CREATE INDEX ix_case_events_case_id ON case_events (case_id);
CREATE INDEX ix_reminders_chat_id ON reminders (chat_id);
CREATE INDEX ix_tickets_chat_id ON tickets (chat_id);
CREATE INDEX ix_outbox_buyer_id ON outbox (buyer_id);
CREATE INDEX ix_outbox_chat ON outbox (chat_id, sent_at);
CREATE INDEX ix_outbox_ticket_id ON outbox (ticket_id);
CREATE INDEX ix_outbox_due ON outbox (not_before) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX ix_reminders_due ON reminders (deliver_at) WHERE sent_at IS NULL AND failed_at IS NULL AND asleep = 0;
CREATE INDEX ix_tickets_open ON tickets (case_id) WHERE closed_at IS NULL;
CREATE INDEX ix_tickets_group_id_opened_at ON tickets (group_id, opened_at);
CREATE INDEX ix_tickets_group_id_closed_at ON tickets (group_id, closed_at);
CREATE INDEX ix_tickets_answered_at ON tickets (answered_at);
CREATE INDEX ix_relays_topic_message_id ON relays (topic_message_id);
CREATE INDEX ix_jobs_chat_id ON jobs (chat_id);
CREATE INDEX ix_jobs_case_id ON jobs (case_id);
CREATE INDEX ix_jobs_due ON jobs (not_before) WHERE sent_at IS NULL AND failed_at IS NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',13);
INSERT INTO "sqlite_sequence" VALUES('cases',2);
INSERT INTO "sqlite_sequence" VALUES('reminders',6);
INSERT INTO "sqlite_sequence" VALUES('jobs',2);
COMMIT;
