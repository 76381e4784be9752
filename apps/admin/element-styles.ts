import type { Plugin } from 'vite'

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*['"]element-plus['"]/g
const SOURCE = /\.(?:vue|ts)(?:\?|$)/

/** `ElTableColumn` lives in the folder `table-column`. */
function folderOf(name: string): string {
  return name.slice(2).replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
}

function componentsOf(code: string): string[] {
  const names = [...code.matchAll(IMPORT)].flatMap((found) => (found[1] ?? '').split(','))
  return [...new Set(names.map((name) => name.trim()).filter((name) => /^El[A-Z]\w+$/.test(name)))]
}

/** Every file that names an Element Plus component brings that component's styles, and no others. */
export function elementStyles(): Plugin {
  return {
    name: 'element-styles',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('node_modules') || !SOURCE.test(id) || !code.includes('element-plus')) return null
      const styles = componentsOf(code).map((name) => `import 'element-plus/es/components/${folderOf(name)}/style/css'`)
      return styles.length > 0 ? { code: `${styles.join('\n')}\n${code}`, map: null } : null
    },
  }
}
