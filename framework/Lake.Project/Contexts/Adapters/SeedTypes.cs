namespace Lake.Project.Contexts.Adapters;

/// <summary>SQL types of the kinds of values that reading a seed tells apart, as dbt spells them.</summary>
public static class SeedTypes
{
    public const string Integer = "Integer";
    public const string BigInteger = "BigInteger";
    public const string Number = "Number";
    public const string Boolean = "Boolean";
    public const string Date = "Date";
    public const string Timestamp = "DateTime";
    public const string Text = "Text";

    public static string SqlType(string kind) => kind switch
    {
        Integer => "integer",
        BigInteger => "bigint",
        Number => "double",
        Boolean => "boolean",
        Date => "date",
        Timestamp => "timestamp",
        _ => "varchar",
    };
}
