using System.Globalization;
using Lake.Engines;

namespace Lake.Loader.Tables;

/// <summary>One commit of a stream's tables, and when it was begun.</summary>
/// <param name="Id">Sorts by time, and is never given twice.</param>
internal sealed record LoadId(string Id, DateTimeOffset At)
{
    /// <summary>A literal.</summary>
    public string Time => $"TIMESTAMP '{At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";

    /// <summary>SQL for an id of a row: this load's, counted up.</summary>
    public string RowId => $"{SqlFunctions.RowId}(UUID '{Guid.ParseExact(Id[..22] + "0000000000", "N")}')";

    public static LoadId New(DateTimeOffset at) => new(Guid.CreateVersion7(at).ToString("N"), at);
}
