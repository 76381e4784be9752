// Before the first paint, so that a dark screen never flashes white.
try {
  var kept = JSON.parse(localStorage.getItem('xp.admin.preferences') || '{}')
  var dark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  if (dark) document.documentElement.classList.add('dark')
} catch (error) { void error }
