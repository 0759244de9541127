using Lake.Jinja.Values;

namespace Lake.Project.Contexts;

/// <summary>What an engine says about a statement: dbt's <c>AdapterResponse</c>.</summary>
public sealed class ResponseValue(string message, string? code, long? rowsAffected, string? queryId = null) : JinjaObject
{
    public string Message { get; } = message;

    public string? Code { get; } = code;

    public long? RowsAffected { get; } = rowsAffected;

    /// <summary>Under which the engine shows the statement.</summary>
    public string? QueryId { get; } = queryId;

    public override string TypeName => "AdapterResponse";

    public override string Text => Message;

    public override string Repr => $"AdapterResponse(_message={PyRepr.Of(Message)}, code={PyRepr.Of(Code)}, rows_affected={PyRepr.Of(Rows)}, query_id={PyRepr.Of(QueryId)})";

    private object? Rows => RowsAffected is { } rows ? PyBox.Of(rows) : null;

    public override bool TryGetAttribute(string name, out object? value)
    {
        (var known, value) = name switch
        {
            "rows_affected" => (true, Rows),
            "code" => (true, Code),
            "message" => (true, Message),
            "query_id" => (true, QueryId),
            _ => (false, (object?)null),
        };
        return known;
    }
}
