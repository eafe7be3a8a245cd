# bash: eval "$(python3 run.py completion bash)"
wushe() { "PYTHON" "DOOR" "$@"; }
_wushe_complete() {
    local IFS=$'\n'
    COMPREPLY=($(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _WUSHE_COMPLETE=complete_bash "PYTHON" "DOOR" 2>/dev/null))
}
complete -o default -F _wushe_complete wushe
