let ahead = 0

/** Now, as the server sees it: a phone's clock may be minutes off. */
export function serverNow(): number {
  return Date.now() + ahead
}

/** Called with each answer that says the server's time. */
export function setServerTime(iso: string): void {
  const told = new Date(iso).getTime()
  if (Number.isFinite(told)) ahead = told - Date.now()
}
