-- Replacing a row deletes it without its trigger: an entry that is there stays as it is.
CREATE TRIGGER audit_log_is_append_only_r BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id) BEGIN SELECT RAISE(IGNORE); END;
