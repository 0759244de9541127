using Lake.Text;

namespace Lake.Sql;

public static class SqlRules
{
    public static readonly DiagnosticRule Unclosed = new(
        "sql-unclosed", Severity.Error, "A string, quoted identifier or comment in SQL has no end; close it.");

    public static readonly DiagnosticRule Syntax = new(
        "sql-syntax", Severity.Error, "A statement that changes a table is not written as its grammar demands; the message says what was expected.");
}
