-- Why: rows of auction deposits add up to nothing as all others do (frozen: from balance to frozen; kept: to promotion), so
-- they need no exception. Safe: every row was written by the ledger, which works the contra figure out.
ALTER TABLE "LedgerEntry" DROP CONSTRAINT "LedgerEntry_check",
  ADD CONSTRAINT "LedgerEntry_adds_up" CHECK ("balanceFen" + "frozenFen" + "contraFen" = 0);
