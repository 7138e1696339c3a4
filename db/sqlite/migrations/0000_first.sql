CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `agent` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`locale` text,
	`scheme` text NOT NULL,
	`capacity` integer NOT NULL,
	`load` integer NOT NULL,
	`presence` text NOT NULL,
	`idle_since` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_email_unique` ON `agent` (`email`);--> statement-breakpoint
CREATE TABLE `chart_definition` (
	`hash` text PRIMARY KEY NOT NULL,
	`chart` text NOT NULL,
	`definition` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `command` (
	`principal` text NOT NULL,
	`id` text NOT NULL,
	`payload_hash` text NOT NULL,
	`reply` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`principal`, `id`)
);
--> statement-breakpoint
CREATE INDEX `command_at` ON `command` (`at`);--> statement-breakpoint
CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`phone` text,
	`language` text,
	`account_id` text,
	`external_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_external` ON `contact` (`external_id`);--> statement-breakpoint
CREATE TABLE `conversation` (
	`id` text PRIMARY KEY NOT NULL,
	`workstream` text NOT NULL,
	`chart` text NOT NULL,
	`channel` text NOT NULL,
	`customer` text NOT NULL,
	`visitor_id` text,
	`contact_id` text,
	`case_id` text,
	`queue_id` text NOT NULL,
	`owner_id` text,
	`affinity_id` text,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`outcome` text,
	`previous_id` text,
	`page` text,
	`browser` text,
	`language` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`closed_at` integer,
	`waiting_since` integer,
	`deadline` integer,
	`last_seq` integer NOT NULL,
	`customer_count` integer NOT NULL,
	`last_side` text,
	`last_text` text,
	`last_at` integer,
	`hash` text NOT NULL,
	`rev` integer NOT NULL,
	`policy_rev` integer NOT NULL,
	`snapshot` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_open_one` ON `conversation` (`customer`,`workstream`) WHERE state in ('queued', 'offered', 'active', 'waiting');--> statement-breakpoint
CREATE INDEX `conversation_mine` ON `conversation` (`owner_id`,`updated_at`) WHERE state in ('active', 'wrapUp');--> statement-breakpoint
CREATE INDEX `conversation_owned` ON `conversation` (`owner_id`) WHERE state in ('offered', 'active', 'wrapUp');--> statement-breakpoint
CREATE INDEX `conversation_waiting` ON `conversation` (`affinity_id`,`updated_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `conversation_line` ON `conversation` (`queue_id`,`priority`,`created_at`) WHERE state in ('queued', 'offered');--> statement-breakpoint
CREATE INDEX `conversation_closed` ON `conversation` (`owner_id`,`closed_at`) WHERE state = 'ended';--> statement-breakpoint
CREATE INDEX `conversation_customer` ON `conversation` (`customer`,`created_at`);--> statement-breakpoint
CREATE TABLE `counter` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `draft` (
	`agent_id` text NOT NULL,
	`session` text NOT NULL,
	`field` text NOT NULL,
	`text` text NOT NULL,
	`rev` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `session`, `field`)
);
--> statement-breakpoint
CREATE TABLE `event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`role` text NOT NULL,
	`machine` text NOT NULL,
	`machine_id` text NOT NULL,
	`rev` integer NOT NULL,
	`hash` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`edges` text NOT NULL,
	`before` text,
	`after` text,
	`command_id` text,
	`audience` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `event_machine` ON `event` (`machine_id`,`rev`);--> statement-breakpoint
CREATE TABLE `fact` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `followup` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`target` text NOT NULL,
	`input` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `line` (
	`id` text PRIMARY KEY NOT NULL,
	`principal` text NOT NULL,
	`opened_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `message` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`seq` integer NOT NULL,
	`side` text NOT NULL,
	`author_id` text,
	`text` text NOT NULL,
	`notice` text,
	`customer_count` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_order` ON `message` (`conversation_id`,`seq`);--> statement-breakpoint
CREATE TABLE `participant` (
	`conversation_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`last_read_seq` integer NOT NULL,
	`read_count` integer NOT NULL,
	PRIMARY KEY(`conversation_id`, `agent_id`)
);
--> statement-breakpoint
CREATE TABLE `presence` (
	`agent_id` text PRIMARY KEY NOT NULL,
	`chart` text NOT NULL,
	`hash` text NOT NULL,
	`rev` integer NOT NULL,
	`snapshot` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `queue` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `queue_member` (
	`queue_id` text NOT NULL,
	`agent_id` text NOT NULL,
	PRIMARY KEY(`queue_id`, `agent_id`)
);
--> statement-breakpoint
CREATE INDEX `queue_member_agent` ON `queue_member` (`agent_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`agent_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`position` integer NOT NULL,
	`opened_at` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `session_subject` ON `session` (`subject`);--> statement-breakpoint
CREATE TABLE `support_case` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`contact_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `support_case_number` ON `support_case` (`number`);--> statement-breakpoint
CREATE INDEX `support_case_contact` ON `support_case` (`contact_id`);--> statement-breakpoint
CREATE TABLE `timer` (
	`machine` text NOT NULL,
	`machine_id` text NOT NULL,
	`timer_id` text NOT NULL,
	`armed_rev` integer NOT NULL,
	`armed_at` integer NOT NULL,
	`delay_name` text NOT NULL,
	`due_at` integer NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`machine`, `machine_id`, `timer_id`)
);
--> statement-breakpoint
CREATE INDEX `timer_due` ON `timer` (`due_at`);--> statement-breakpoint
CREATE INDEX `timer_delay` ON `timer` (`delay_name`);--> statement-breakpoint
CREATE TABLE `visitor` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`number` integer,
	`contact_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visitor_token` ON `visitor` (`token_hash`);--> statement-breakpoint
CREATE TABLE `workstream` (
	`key` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`chart` text NOT NULL,
	`channel` text NOT NULL,
	`queue_id` text NOT NULL,
	`policy` text NOT NULL,
	`policy_rev` integer NOT NULL,
	`secret` text NOT NULL
);
