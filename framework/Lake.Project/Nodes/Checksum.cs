using System.Security.Cryptography;
using System.Text;

namespace Lake.Project.Nodes;

/// <summary>dbt's checksum of what a node is made of.</summary>
/// <param name="Name"><c>sha256</c>; <c>path</c> for a large seed, which is known by its path alone; <c>none</c>.</param>
public readonly record struct Checksum(string Name, string Value)
{
    public static Checksum None { get; } = new("none", "");

    public static Checksum OfText(string text) => new("sha256", Sha256(text));

    public static Checksum OfPath(string path) => new("path", path);

    /// <summary>In lower-case hexadecimal digits, of the text in UTF-8.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>As <see cref="Sha256"/>. MD5 names things here; nothing is kept safe by it.</summary>
#pragma warning disable CA5351
    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
