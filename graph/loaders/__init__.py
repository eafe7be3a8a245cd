"""One file in, facts out: the loader is found by the file's suffix."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.errors import InputError
from graph.loaders.reading import Grid
from graph.model import Facts, Reject

TEXTS = (".txt", ".md")
PAGES = (".html", ".htm")
PRINTED = (".pdf", ".docx")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
REGISTRIES = (".csv", ".tsv", ".xlsx", ".xls")
# Facts of another office, entities of FollowTheMoney, annotated documents: told apart by what stands in them.
RECORDS = (".json", ".jsonl", ".ndjson", ".ftm")
ARCHIVES = (".zip",)
SUFFIXES = (*TEXTS, *PAGES, *PRINTED, *PICTURES, *REGISTRIES, *RECORDS, *ARCHIVES)
# What an office also has, and what to make of it.
ADVICE = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), "请用 Word 或 WPS 另存为 .docx"),
    **dict.fromkeys((".et", ".ods"), "请用 Excel 或 WPS 另存为 .xlsx"),
    **dict.fromkeys((".ppt", ".pptx", ".dps", ".ofd", ".caj", ".epub"), "请另存为 PDF"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz"), "请解压，或改用 .zip"),
    **dict.fromkeys((".bmp", ".gif", ".webp", ".heic"), "请另存为 .png 或 .jpg"),
    **dict.fromkeys((".mht", ".mhtml"), "请在浏览器里另存为 .html"),
}
# What describes a folder is no document of it.
NOT_DOCUMENTS = ("readme", "license", "changelog")


def load(path: Path, reject: Callable[[Reject], None]) -> Iterator[Facts]:
    """The facts of one file: one Facts for a report, one or more for a registry, whose bad rows go to ``reject``.

    Raises InputError for a file that cannot be read, or whose suffix no loader knows.
    """
    suffix = path.suffix.lower()
    # Imported where used: a registry needs no spaCy, a report no spreadsheet reader.
    if suffix in REGISTRIES:
        yield from _load_table(path, reject)
    elif suffix in RECORDS:
        from graph.loaders.records import load_records  # noqa: PLC0415

        yield from load_records(path, reject)
    else:
        yield from _load_report(path, reject)


def _load_table(path: Path, reject: Callable[[Reject], None]) -> Iterator[Facts]:
    """The facts of a network's nodes and edges, or of a register."""
    from graph.loaders.network import is_network, load_network  # noqa: PLC0415
    from graph.loaders.registry import load_registry  # noqa: PLC0415

    yield from load_network(path, reject) if is_network(path) else load_registry(path, reject)


def _load_report(path: Path, reject: Callable[[Reject], None]) -> Iterator[Facts]:
    """The facts of a report; after them those of its tables that are registers, which are left out of its text."""
    from graph.loaders.registry import table_facts  # noqa: PLC0415
    from graph.loaders.text import read_document  # noqa: PLC0415
    from nlp import extract  # noqa: PLC0415

    tables: list[Facts] = []

    def take(grid: Grid) -> bool:
        found = table_facts(path, grid.table(), reject)
        tables.extend(found)
        return bool(found)

    yield extract(read_document(path, reject, take=take), reject)
    yield from tables


def find_files(paths: Iterable[Path], reject: Callable[[Reject], None] | None = None) -> list[Path]:
    """The documents among ``paths`` and below those that are folders, each once, in the order of their names.

    Hidden files and folders, office lock files and README files are left out of a folder; other files there that no loader knows go to
    ``reject`` by name. Raises InputError for a path that does not exist, a named file that no loader knows, a folder without documents.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_files_below(path, reject))
        elif not path.exists():
            raise InputError(f"{path}：没有这个文件或文件夹；请检查路径")
        elif path.suffix.lower() not in SUFFIXES:
            raise InputError(f"{path.name}：{_refusal(path)}")
        else:
            found.add(path)
    if not found:
        raise InputError("没有给出要读的文件或文件夹")
    return sorted(found, key=lambda p: (p.name, str(p)))


def _refusal(path: Path) -> str:
    suffix = path.suffix.lower()
    return f"不支持“{suffix or '无后缀'}”文件；{ADVICE.get(suffix, '可读的有 ' + ' '.join(SUFFIXES))}"


def _files_below(folder: Path, reject: Callable[[Reject], None] | None) -> list[Path]:
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in inside) or path.stem.lower() in NOT_DOCUMENTS or not path.is_file():
            continue
        if path.suffix.lower() in SUFFIXES:
            found.append(path)
        elif reject:
            reject(Reject(path.name, "", 0, "", "", _refusal(path)))
    if not found:
        raise InputError(f"{folder}：文件夹里没有可读的文件；可读的有 {' '.join(SUFFIXES)}")
    return found
