using Lake.Loader.Files;
using Lake.Loader.Tables;

namespace Lake.Loader.Loading;

/// <summary>Rows of some files of one shape, as SQL.</summary>
/// <param name="Files">Where the rows come from.</param>
/// <param name="From">What stands after <c>FROM</c>.</param>
/// <param name="Columns">Every column for the raw table but the metadata.</param>
/// <param name="SourceFile">SQL for the file's name.</param>
/// <param name="Line">SQL for the number of the line or row within the file.</param>
/// <param name="RawText">SQL for the row as text, to quarantine it.</param>
/// <param name="Rejected">Queries for what could not even be read as rows: source file, line, text and reason.</param>
internal sealed record RowSource(
    IReadOnlyList<RawFile> Files,
    string From,
    IReadOnlyList<RowColumn> Columns,
    string SourceFile,
    string Line,
    string RawText,
    IReadOnlyList<string> Rejected);

/// <param name="Name">In the raw table.</param>
/// <param name="TypeInFiles">As the files have it.</param>
/// <param name="Sql">The value as the files have it.</param>
/// <param name="IsText">Whether that is a text which is to become another type.</param>
/// <param name="IsProven">Whether every text has been seen to be of <paramref name="TypeInFiles"/>.</param>
internal sealed record RowColumn(string Name, string TypeInFiles, string Sql, bool IsText, bool IsProven = false)
{
    /// <summary>SQL for the value in the type of the table.</summary>
    public string Value(string type)
    {
        if (NeedsNoCheck(type))
        {
            return TextConversion.IsText(type) ? Sql : $"TRY_CAST({Sql} AS {type})";
        }

        if (IsText || TextConversion.IsText(TypeInFiles))
        {
            return TextConversion.Value(Sql, type);
        }

        if (RawTable.Same(TypeInFiles, type))
        {
            return Sql;
        }

        return MayFail(type) ? $"TRY_CAST({Sql} AS {type})" : $"CAST({Sql} AS {type})";
    }

    /// <summary>SQL that is true when the value would be lost in that type; null when none can be.</summary>
    public string? IsWrong(string type)
    {
        if (NeedsNoCheck(type))
        {
            return null;
        }

        if (IsText || TextConversion.IsText(TypeInFiles))
        {
            return TextConversion.IsWrong(Sql, type);
        }

        return MayFail(type) ? $"({Sql} IS NOT NULL AND TRY_CAST({Value(type)} AS {TypeInFiles}) IS DISTINCT FROM {Sql})" : null;
    }

    private bool NeedsNoCheck(string type) => IsText && IsProven && ColumnTypes.Fits(TypeInFiles, type);

    private bool MayFail(string type) => !ColumnTypes.Fits(TypeInFiles, type) && !ColumnTypes.IsNested(type);
}
