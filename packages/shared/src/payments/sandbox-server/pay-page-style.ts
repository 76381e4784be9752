export const PAY_PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1d2129; --faint: #646d7a; --paper: #fff; --ground: #f2f3f5; --line: #e5e6eb; --green: #07a35a; --red: #d4380d }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f3f5; --faint: #9ba3af; --paper: #1f2126; --ground: #141518; --line: #34373d; --green: #23c17b; --red: #ff7a45 } }
* { box-sizing: border-box; margin: 0 }
body { min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
header { padding: 16px; text-align: center; font-weight: 600 }
main { width: min(420px, calc(100% - 32px)); margin: 8px auto; padding: 32px 24px 20px; border-radius: 16px; background: var(--paper); text-align: center; box-shadow: 0 2px 12px #0000000f }
.goods { color: var(--faint); overflow-wrap: anywhere }
.amount { margin: 4px 0 24px; font-size: 48px; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums }
.amount span { margin-right: 4px; font-size: 26px; vertical-align: 12px }
form { display: grid; gap: 12px }
button, .back { display: block; width: 100%; min-height: 48px; padding: 11px; border: 1px solid var(--line); border-radius: 12px; background: transparent; color: inherit; font: inherit; text-decoration: none; cursor: pointer }
button.pay { border-color: transparent; background: #07834a; color: #fff; font-size: 18px; font-weight: 600 }
button:focus-visible, .back:focus-visible { outline: 3px solid var(--green); outline-offset: 2px }
.mark { width: 64px; height: 64px; margin: 0 auto 12px; border-radius: 50%; background: var(--faint); color: #fff; font-size: 34px; line-height: 64px }
.mark.paid { background: var(--green) }
.mark.failed { background: var(--red) }
h1 { font-size: 22px }
.note { margin: 4px 0 20px; color: var(--faint) }
dl { display: flex; justify-content: space-between; gap: 12px; margin-top: 24px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--faint); font-size: 13px }
dd { overflow-wrap: anywhere; text-align: right }
footer { margin-top: auto; padding: 20px; text-align: center; color: var(--faint); font-size: 13px }
`
