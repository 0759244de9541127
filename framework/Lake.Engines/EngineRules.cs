using Lake.Text;

namespace Lake.Engines;

/// <summary>What can be wrong with SQL, whichever engine runs it.</summary>
public static class EngineRules
{
    public static readonly DiagnosticRule SqlError = new(
        "sql-error", Severity.Error, "The engine refused a statement; the message is the engine's own.");

    public static readonly DiagnosticRule UnknownRelation = new(
        "unknown-relation", Severity.Error, "SQL names a table or view that does not exist; check the name, or build it first.");

    public static readonly DiagnosticRule UnknownSchema = new(
        "unknown-schema", Severity.Error, "SQL names a schema that does not exist; check the name, or create it first.");

    public static readonly DiagnosticRule UnknownColumn = new(
        "unknown-column", Severity.Error, "SQL names a column that none of its tables has.");

    public static readonly DiagnosticRule UnknownFunction = new(
        "unknown-function", Severity.Error, "SQL calls a function or names a type that the engine does not have.");

    public static readonly DiagnosticRule TypeMismatch = new(
        "type-mismatch", Severity.Error, "An expression has a type that does not fit its place; cast it.");

    public static readonly DiagnosticRule InvalidValue = new(
        "invalid-value", Severity.Error, "A value cannot be converted or computed; use TRY_CAST where bad values are to become NULL.");

    public static readonly DiagnosticRule NotNull = new(
        "not-null-violation", Severity.Error, "A column that must have a value would get NULL.");

    public static readonly DiagnosticRule ConstraintViolation = new(
        "constraint-violation", Severity.Error, "A row breaks a CHECK, PRIMARY KEY or UNIQUE constraint of its table.");

    public static readonly DiagnosticRule UnsupportedType = new(
        "unsupported-column-type", Severity.Error, "A column has a type that Iceberg tables cannot store; cast it to one that they can.");

    public static readonly DiagnosticRule UnsupportedSql = new(
        "unsupported-sql", Severity.Error, "A statement asks for something that Iceberg tables do not have; the hint says what to write instead.");

    public static readonly DiagnosticRule DuplicateColumn = new(
        "duplicate-column", Severity.Error, "A table would get two columns of one name, or names that differ only in case; rename one.");

    public static readonly DiagnosticRule MergeSeveralMatches = new(
        "merge-several-matches", Severity.Error, "MERGE, or INSERT with ON CONFLICT, found several new rows for one row of the table, so the result would depend on chance; make the source unique on the join columns.");

    public static readonly DiagnosticRule CorruptFile = new(
        "corrupt-file", Severity.Error, "A data file cannot be read; restore it, or take it out of the input.");

    public static readonly DiagnosticRule OutOfMemory = new(
        "out-of-memory", Severity.Error, "The engine ran out of memory; raise its memory limit, lower the threads, or write less at once.");

    public static readonly DiagnosticRule PartlyPublished = new(
        "partly-published", Severity.Error, "A transaction changed several tables, of which only some could be published; each of them is whole.");

    public static readonly DiagnosticRule WrongDialect = new(
        "wrong-dialect", Severity.Error, "SQL has a construct of another engine's dialect that this one does not have; the hint says what to write in its place, and that is a form which both understand unless it says otherwise.");

    public static readonly DiagnosticRule TransactionState = new(
        "transaction-state", Severity.Error, "BEGIN, COMMIT or ROLLBACK came when it could not; a transaction that failed must be rolled back.");
}
