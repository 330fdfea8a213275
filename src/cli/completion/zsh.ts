import { cases, paths } from './cases.js';
import type { Words } from './words.js';

/** The script of zsh, which quotes what it inserts itself: a file of fpath as well as what is sourced after compinit. */
export function zsh(commands: readonly Words[]): string {
  return `#compdef arks-monitoring
_arks_monitoring() {
  local word before='' command='' source='' choices='' options=''
  local -a given names
  given=("\${(@Q)words[2,CURRENT-1]}")
  for word in "\${given[@]}"; do
    case "\${command:+$command }$word" in
    ${paths(commands)}) command="\${command:+$command }$word" ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then
    before=\${PREFIX%%=*}
    given+=("$before")
    compset -P 1 '*='
  else
    before=\${given[-1]-}
  fi
  case "$command:$before" in
    ${cases(commands).join('\n    ')}
  esac
  if [[ ( $PREFIX == -* || $source == nothing ) && -n $options ]]; then source=choices choices=$options; fi
  case "$source" in
    files) _files ;;
    folders) _files -/ ;;
    choices) names=(\${=choices}); compadd -a names ;;
    names|environments)
      names=(\${(f)"$("\${(Q)words[1]}" completion zsh -- "\${given[@]}" "\${(Q)PREFIX}" 2>/dev/null)"})
      compadd -a names
      ;;
  esac
}
if [ "\${funcstack[1]}" = _arks_monitoring ]; then _arks_monitoring "$@"; else compdef _arks_monitoring arks-monitoring; fi`;
}
