export { audit, type AuditNote, auditNotesOf, withAuditTrail } from './audit.ts'
export { changeOwnPassword, resolveStaffSession, signIn, type SigninInput, signOut, staffNameKey } from './session.ts'
export { type Member, memberOf } from './member.ts'
