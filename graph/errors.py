"""The errors that a user can mend. Each message says what is wrong, where, and what to do."""


class GraphError(Exception):
    """Base of all errors that are shown as one sentence instead of a traceback; ``exit_code`` is the program's."""

    exit_code = 2


class InputError(GraphError):
    """A file, folder or cell that cannot be read as it stands."""


class OntologyError(GraphError):
    """The vocabulary contradicts itself, or facts use a word that it does not have."""


class QueryError(GraphError):
    """An unknown question or parameter, or a parameter with an impossible value."""


class ServiceError(GraphError):
    """A language model that does not answer."""

    exit_code = 3


class StoreError(GraphError):
    """A store that is locked, damaged, unreachable or refuses the password."""

    exit_code = 3
