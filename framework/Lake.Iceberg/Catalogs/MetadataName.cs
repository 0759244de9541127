using System.Globalization;

namespace Lake.Iceberg.Catalogs;

/// <summary>Names of metadata files that a catalog points to: <c>00007-….metadata.json</c>.</summary>
internal static class MetadataName
{
    /// <param name="location">Of the table or view.</param>
    /// <param name="previous">The file that the new one follows; null for the first.</param>
    public static string Next(string location, string? previous)
    {
        var digits = previous is null ? "" : string.Concat(previous[(previous.LastIndexOf('/') + 1)..].TakeWhile(char.IsAsciiDigit));
        var number = previous is null ? 0 : int.TryParse(digits, CultureInfo.InvariantCulture, out var last) && last < int.MaxValue ? last + 1 : 1;
        return string.Create(CultureInfo.InvariantCulture, $"{location.TrimEnd('/')}/metadata/{number:00000}-{Guid.NewGuid()}.metadata.json");
    }
}
