using Lake.DuckDb.Errors;
using Lake.Iceberg;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Errors;

/// <summary>Which errors end a transaction: as in DuckDB, those of statements that were understood and then failed.</summary>
internal static class TransactionFailure
{
    private static readonly HashSet<DiagnosticRule> Misunderstood =
    [
        SqlRules.Syntax, EngineRules.SqlError, EngineRules.UnknownRelation, EngineRules.UnknownSchema, EngineRules.UnknownColumn, EngineRules.UnknownFunction,
        EngineRules.UnsupportedSql, EngineRules.UnsupportedType, EngineRules.DuplicateColumn, EngineRules.TypeMismatch, EngineRules.TransactionState,
        IcebergRules.AlreadyExists, IcebergRules.InvalidSchema, IcebergRules.InvalidChange, IcebergRules.InvalidName, IcebergRules.NamespaceNotEmpty,
    ];

    public static bool Ends(DiagnosticException error) => CauseOf(error) is { } cause
        ? cause.ErrorType is not (DuckDbErrorType.Parser or DuckDbErrorType.Syntax or DuckDbErrorType.Catalog or DuckDbErrorType.Binder)
        : !Misunderstood.Contains(error.Diagnostic.Rule);

    private static DuckDbException? CauseOf(Exception error)
    {
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is DuckDbException found)
            {
                return found;
            }
        }

        return null;
    }
}
