import { useI18n } from 'vue-i18n'

const APP = 'app '

/** Who did something, as the rows keep it: a member by name, else the buyer, an app or the shop by itself. */
export function useByText(): (name: string) => string {
  const { t } = useI18n()
  return (name) => {
    if (name === 'buyer' || name === 'system') return t(`common.by.${name}`)
    return name.startsWith(APP) ? t('common.by.app', { id: name.slice(APP.length) }) : name
  }
}
