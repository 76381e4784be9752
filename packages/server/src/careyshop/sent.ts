/** Of a change only what was sent. */
export function sentOf<Change extends object>(change: Change): { [Key in keyof Change]?: Exclude<Change[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [Key in keyof Change]?: Exclude<Change[Key], undefined> } // the same keys, fewer of them
}
