import { cases, paths } from './cases.js';
import type { Words } from './words.js';

/** The script of bash, 3.2 or later. Names come from the program, and are quoted in the way in which the word is begun. */
export function bash(commands: readonly Words[]): string {
  return `_arks_monitoring() {
  local IFS=$' \\t\\n' word current='' before='' command='' source='' choices='' options='' prefix='' name line="\${COMP_LINE:0:COMP_POINT}"
  local -a words=()
  COMPREPLY=()
  # Bash parts words at colons and equal signs, which names and options have.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [ \${#words[@]} -gt 0 ]; then before=\${words[\${#words[@]}-1]}; fi
    if [ "$word" = '=' ]; then
      continue
    elif [ -n "$before" ] && [[ $word == :* || ( $before == *: && ( -n $word || $line == *: ) ) ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
  done
  if [ "\${COMP_WORDS[COMP_CWORD]}" = '=' ]; then words+=(''); fi
  current=\${words[\${#words[@]}-1]}
  before=''
  if [ \${#words[@]} -gt 1 ]; then before=\${words[\${#words[@]}-2]}; fi
  for word in "\${words[@]:0:\${#words[@]}-1}"; do
    case "\${command:+$command }$word" in
    ${paths(commands)}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command:$before" in
    ${cases(commands).join('\n    ')}
  esac
  if [[ ( $current == -* || $source == nothing ) && -n $options ]]; then source=choices choices=$options; fi
  case "$source" in
    files) return ;;
    folders) compopt -o dirnames +o default 2>/dev/null; return ;;
  esac
  compopt +o default 2>/dev/null
  # Of an unquoted word bash replaces what stands behind the last colon.
  if [[ $current == *:* && $current != [\\'\\"]* && $COMP_WORDBREAKS == *:* ]]; then prefix=\${current%"\${current##*:}"}; fi
  while IFS= read -r name; do
    case "$source:$current" in
      choices:*) [[ $name == "$current"* ]] || continue ;;
      *:\\'*) name=\${name//\\'/\\'\\\\\\'\\'} ;;
      *:\\"*) name=\${name//\\\\/\\\\\\\\} name=\${name//\\"/\\\\\\"} name=\${name//\\$/\\\\$} name=\${name//\\\`/\\\\\\\`} ;;
      *) printf -v name %q "$name"; name=\${name#"$prefix"} ;;
    esac
    COMPREPLY+=("$name")
  done < <(
    case "$source" in
      choices) printf '%s\\n' $choices ;;
      names|environments) "$1" completion bash -- "\${words[@]}" 2>/dev/null ;;
    esac
  )
}
complete -o default -F _arks_monitoring arks-monitoring`;
}
