using System.Text;

namespace Lake.Iceberg.Catalogs;

/// <summary>Names of schemas, tables and views are names of folders.</summary>
internal static class FolderName
{
    private const int LongestInBytes = 255;

    /// <summary>The name itself. Fails with <see cref="IcebergRules.InvalidName"/>.</summary>
    public static string Check(string name)
    {
        var problem = name.Length == 0 ? "it is empty"
            : name.StartsWith('.') ? "it begins with a dot"
            : name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0 ? "it contains a slash"
            : name.Any(char.IsControl) ? "it contains a control character"
            : Encoding.UTF8.GetByteCount(name) > LongestInBytes ? $"it is longer than {LongestInBytes} bytes"
            : null;
        return problem is null ? name : throw IcebergRules.InvalidName.Error(
            null, $"'{name}' cannot be the name of a schema, table or view: {problem}.", "choose another name; it becomes a folder's name");
    }
}
