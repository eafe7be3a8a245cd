# fish: python3 run.py completion fish | source
function wushe
    "PYTHON" "DOOR" $argv
end
function _wushe_complete
    _WUSHE_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp) "PYTHON" "DOOR" 2>/dev/null
end
complete --command wushe --no-files --arguments "(_wushe_complete)"
