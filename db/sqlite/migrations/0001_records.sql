CREATE TABLE `article` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`language` text NOT NULL,
	`tags` text NOT NULL,
	`published` integer NOT NULL,
	`rev` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_slug` ON `article` (`slug`);--> statement-breakpoint
CREATE INDEX `article_updated` ON `article` (`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `setting` (
	`part` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`rev` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tab` (
	`agent_id` text NOT NULL,
	`session` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text,
	`params` text NOT NULL,
	`position` integer NOT NULL,
	`opened_at` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `session`, `id`)
);
--> statement-breakpoint
CREATE INDEX `tab_subject` ON `tab` (`subject`);--> statement-breakpoint
CREATE TABLE `template` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`language` text NOT NULL,
	`rev` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `account` ADD `website` text;--> statement-breakpoint
ALTER TABLE `account` ADD `email` text;--> statement-breakpoint
ALTER TABLE `account` ADD `phone` text;--> statement-breakpoint
ALTER TABLE `account` ADD `address` text;--> statement-breakpoint
ALTER TABLE `account` ADD `description` text;--> statement-breakpoint
ALTER TABLE `account` ADD `name_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `account` ADD `rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `account` ADD `created_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `account` ADD `updated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `account_name` ON `account` (`name_key`,`id`);--> statement-breakpoint
ALTER TABLE `contact` ADD `job_title` text;--> statement-breakpoint
ALTER TABLE `contact` ADD `address` text;--> statement-breakpoint
ALTER TABLE `contact` ADD `description` text;--> statement-breakpoint
ALTER TABLE `contact` ADD `name_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `contact` ADD `email_key` text;--> statement-breakpoint
ALTER TABLE `contact` ADD `phone_key` text;--> statement-breakpoint
ALTER TABLE `contact` ADD `rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `contact` ADD `updated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `contact_account` ON `contact` (`account_id`,`name_key`);--> statement-breakpoint
CREATE INDEX `contact_name` ON `contact` (`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `contact_email` ON `contact` (`email_key`);--> statement-breakpoint
CREATE INDEX `contact_phone` ON `contact` (`phone_key`);--> statement-breakpoint
ALTER TABLE `support_case` ADD `priority` text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE `support_case` ADD `account_id` text;--> statement-breakpoint
ALTER TABLE `support_case` ADD `description` text;--> statement-breakpoint
ALTER TABLE `support_case` ADD `rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `support_case` ADD `updated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `support_case_account` ON `support_case` (`account_id`);--> statement-breakpoint
CREATE INDEX `conversation_contact` ON `conversation` (`contact_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `conversation_case` ON `conversation` (`case_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `conversation_line_updated` ON `conversation` (`queue_id`,`updated_at`) WHERE state in ('queued', 'offered');--> statement-breakpoint
UPDATE `contact` SET `name_key` = trim(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(`name`), 'á', 'a'), 'Á', 'a'), 'à', 'a'), 'À', 'a'), 'â', 'a'), 'Â', 'a'), 'ã', 'a'), 'Ã', 'a'), 'ä', 'a'), 'Ä', 'a'), 'å', 'a'), 'Å', 'a'), 'é', 'e'), 'É', 'e'), 'è', 'e'), 'È', 'e'), 'ê', 'e'), 'Ê', 'e'), 'ë', 'e'), 'Ë', 'e'), 'í', 'i'), 'Í', 'i'), 'ì', 'i'), 'Ì', 'i'), 'î', 'i'), 'Î', 'i'), 'ï', 'i'), 'Ï', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ò', 'o'), 'Ò', 'o'), 'ô', 'o'), 'Ô', 'o'), 'õ', 'o'), 'Õ', 'o'), 'ö', 'o'), 'Ö', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ù', 'u'), 'Ù', 'u'), 'û', 'u'), 'Û', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n')), `email_key` = lower(trim(`email`)), `updated_at` = `created_at`;--> statement-breakpoint
UPDATE `contact` SET `phone_key` = substr(replace(replace(replace(replace(replace(replace(replace(`phone`, ' ', ''), '-', ''), '(', ''), ')', ''), '+', ''), '.', ''), '/', ''), -9) WHERE length(replace(replace(replace(replace(replace(replace(replace(`phone`, ' ', ''), '-', ''), '(', ''), ')', ''), '+', ''), '.', ''), '/', '')) >= 7;--> statement-breakpoint
UPDATE `account` SET `name_key` = trim(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(`name`), 'á', 'a'), 'Á', 'a'), 'à', 'a'), 'À', 'a'), 'â', 'a'), 'Â', 'a'), 'ã', 'a'), 'Ã', 'a'), 'ä', 'a'), 'Ä', 'a'), 'å', 'a'), 'Å', 'a'), 'é', 'e'), 'É', 'e'), 'è', 'e'), 'È', 'e'), 'ê', 'e'), 'Ê', 'e'), 'ë', 'e'), 'Ë', 'e'), 'í', 'i'), 'Í', 'i'), 'ì', 'i'), 'Ì', 'i'), 'î', 'i'), 'Î', 'i'), 'ï', 'i'), 'Ï', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ò', 'o'), 'Ò', 'o'), 'ô', 'o'), 'Ô', 'o'), 'õ', 'o'), 'Õ', 'o'), 'ö', 'o'), 'Ö', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ù', 'u'), 'Ù', 'u'), 'û', 'u'), 'Û', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n')), `created_at` = coalesce((SELECT min(`created_at`) FROM `contact`), 0);--> statement-breakpoint
UPDATE `account` SET `updated_at` = `created_at`;--> statement-breakpoint
UPDATE `support_case` SET `updated_at` = `created_at`, `account_id` = (SELECT `account_id` FROM `contact` WHERE `contact`.`id` = `support_case`.`contact_id`);--> statement-breakpoint
CREATE TABLE `search_row` (
	`docid` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	UNIQUE(`kind`, `subject`)
);--> statement-breakpoint
CREATE VIRTUAL TABLE `record_fts` USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');--> statement-breakpoint
CREATE VIRTUAL TABLE `article_fts` USING fts5(title, tags, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');--> statement-breakpoint
INSERT INTO `search_row` (`kind`, `subject`) SELECT 'contact', `id` FROM `contact`;--> statement-breakpoint
INSERT INTO `record_fts` (rowid, title, body) SELECT `search_row`.`docid`, `contact`.`name`, coalesce(`contact`.`email`, '') || ' ' || coalesce(`contact`.`phone`, '') || ' ' || coalesce(`contact`.`phone_key`, '') || ' ' || coalesce(`contact`.`job_title`, '') || ' ' || coalesce(`contact`.`description`, '') FROM `contact` JOIN `search_row` ON `search_row`.`kind` = 'contact' AND `search_row`.`subject` = `contact`.`id`;--> statement-breakpoint
CREATE TRIGGER `contact_search_insert` AFTER INSERT ON `contact` BEGIN
	INSERT INTO `search_row` (`kind`, `subject`) VALUES ('contact', new.`id`);
	INSERT INTO `record_fts` (rowid, title, body) SELECT `docid`, new.`name`, coalesce(new.`email`, '') || ' ' || coalesce(new.`phone`, '') || ' ' || coalesce(new.`phone_key`, '') || ' ' || coalesce(new.`job_title`, '') || ' ' || coalesce(new.`description`, '') FROM `search_row` WHERE `kind` = 'contact' AND `subject` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `contact_search_update` AFTER UPDATE OF `name`, `email`, `phone`, `phone_key`, `job_title`, `description` ON `contact` BEGIN
	UPDATE `record_fts` SET title = new.`name`, body = coalesce(new.`email`, '') || ' ' || coalesce(new.`phone`, '') || ' ' || coalesce(new.`phone_key`, '') || ' ' || coalesce(new.`job_title`, '') || ' ' || coalesce(new.`description`, '') WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'contact' AND `subject` = new.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `contact_search_delete` AFTER DELETE ON `contact` BEGIN
	DELETE FROM `record_fts` WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'contact' AND `subject` = old.`id`);
	DELETE FROM `search_row` WHERE `kind` = 'contact' AND `subject` = old.`id`;
END;--> statement-breakpoint
INSERT INTO `search_row` (`kind`, `subject`) SELECT 'account', `id` FROM `account`;--> statement-breakpoint
INSERT INTO `record_fts` (rowid, title, body) SELECT `search_row`.`docid`, `account`.`name`, coalesce(`account`.`website`, '') || ' ' || coalesce(`account`.`email`, '') || ' ' || coalesce(`account`.`phone`, '') || ' ' || coalesce(`account`.`description`, '') FROM `account` JOIN `search_row` ON `search_row`.`kind` = 'account' AND `search_row`.`subject` = `account`.`id`;--> statement-breakpoint
CREATE TRIGGER `account_search_insert` AFTER INSERT ON `account` BEGIN
	INSERT INTO `search_row` (`kind`, `subject`) VALUES ('account', new.`id`);
	INSERT INTO `record_fts` (rowid, title, body) SELECT `docid`, new.`name`, coalesce(new.`website`, '') || ' ' || coalesce(new.`email`, '') || ' ' || coalesce(new.`phone`, '') || ' ' || coalesce(new.`description`, '') FROM `search_row` WHERE `kind` = 'account' AND `subject` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `account_search_update` AFTER UPDATE OF `name`, `website`, `email`, `phone`, `description` ON `account` BEGIN
	UPDATE `record_fts` SET title = new.`name`, body = coalesce(new.`website`, '') || ' ' || coalesce(new.`email`, '') || ' ' || coalesce(new.`phone`, '') || ' ' || coalesce(new.`description`, '') WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'account' AND `subject` = new.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `account_search_delete` AFTER DELETE ON `account` BEGIN
	DELETE FROM `record_fts` WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'account' AND `subject` = old.`id`);
	DELETE FROM `search_row` WHERE `kind` = 'account' AND `subject` = old.`id`;
END;--> statement-breakpoint
INSERT INTO `search_row` (`kind`, `subject`) SELECT 'case', `id` FROM `support_case`;--> statement-breakpoint
INSERT INTO `record_fts` (rowid, title, body) SELECT `search_row`.`docid`, `support_case`.`title`, coalesce(`support_case`.`number`, '') || ' ' || coalesce(`support_case`.`description`, '') FROM `support_case` JOIN `search_row` ON `search_row`.`kind` = 'case' AND `search_row`.`subject` = `support_case`.`id`;--> statement-breakpoint
CREATE TRIGGER `support_case_search_insert` AFTER INSERT ON `support_case` BEGIN
	INSERT INTO `search_row` (`kind`, `subject`) VALUES ('case', new.`id`);
	INSERT INTO `record_fts` (rowid, title, body) SELECT `docid`, new.`title`, coalesce(new.`number`, '') || ' ' || coalesce(new.`description`, '') FROM `search_row` WHERE `kind` = 'case' AND `subject` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `support_case_search_update` AFTER UPDATE OF `title`, `number`, `description` ON `support_case` BEGIN
	UPDATE `record_fts` SET title = new.`title`, body = coalesce(new.`number`, '') || ' ' || coalesce(new.`description`, '') WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'case' AND `subject` = new.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `support_case_search_delete` AFTER DELETE ON `support_case` BEGIN
	DELETE FROM `record_fts` WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'case' AND `subject` = old.`id`);
	DELETE FROM `search_row` WHERE `kind` = 'case' AND `subject` = old.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `article_search_insert` AFTER INSERT ON `article` BEGIN
	INSERT INTO `search_row` (`kind`, `subject`) VALUES ('article', new.`id`);
	INSERT INTO `article_fts` (rowid, title, tags, body) SELECT `docid`, new.`title`, new.`tags`, new.`body` FROM `search_row` WHERE `kind` = 'article' AND `subject` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `article_search_update` AFTER UPDATE OF `title`, `tags`, `body` ON `article` BEGIN
	UPDATE `article_fts` SET title = new.`title`, tags = new.`tags`, body = new.`body` WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'article' AND `subject` = new.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `article_search_delete` AFTER DELETE ON `article` BEGIN
	DELETE FROM `article_fts` WHERE rowid = (SELECT `docid` FROM `search_row` WHERE `kind` = 'article' AND `subject` = old.`id`);
	DELETE FROM `search_row` WHERE `kind` = 'article' AND `subject` = old.`id`;
END;
