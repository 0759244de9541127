using System.Globalization;
using System.Text;

namespace Lake.Jinja.Values;

/// <summary>A Python bytes object, as <c>str.encode</c> gives it.</summary>
public sealed class PyBytes(byte[] bytes) : JinjaObject
{
    public override string TypeName => "bytes";

    public override long? Length => bytes.Length;

    public override bool IsSequence => true;

    public override string Repr
    {
        get
        {
            var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
            return "b" + quote + string.Concat(bytes.Select(b => Escape(b, quote))) + quote;
        }
    }

    public ReadOnlyMemory<byte> Bytes => bytes;

    public static PyBytes Encode(string text, string encoding) => new(Find(encoding).GetBytes(text));

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "decode" => new NativeFunction(name, a => Find(PyText.Of(a.Optional(0, "encoding", "utf-8"))).GetString(bytes)),
            "hex" => new NativeFunction(name, _ => Convert.ToHexStringLower(bytes)),
            _ => null,
        };
        return value is not null;
    }

    public override bool TryGetItem(object? key, out object? value)
    {
        var index = PyNumber.IsInteger(key) ? PyNumber.ToIndex(key) : long.MaxValue;
        index = index < 0 ? index + bytes.Length : index;
        var found = index >= 0 && index < bytes.Length;
        value = found ? PyBox.Of((long)bytes[index]) : null;
        return found;
    }

    public override IEnumerator<object?> Iterate() => bytes.Select(b => PyBox.Of((long)b)).GetEnumerator();

    public override bool EqualTo(object? other) => other is PyBytes theirs && bytes.AsSpan().SequenceEqual(theirs.Bytes.Span);

    public override int Hash()
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private static string Escape(byte b, char quote) => (char)b switch
    {
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        var c when c == quote => "\\" + c,
        >= ' ' and < '\x7f' and var c => c.ToString(),
        _ => "\\x" + b.ToString("x2", CultureInfo.InvariantCulture),
    };

    private static Encoding Find(string name) => name.ToLowerInvariant().Replace("_", "-", StringComparison.Ordinal) switch
    {
        "utf-8" or "utf8" => new UTF8Encoding(false),
        "ascii" or "us-ascii" => Encoding.ASCII,
        "latin-1" or "latin1" or "iso-8859-1" => Encoding.Latin1,
        "utf-16-le" => new UnicodeEncoding(false, false),
        _ => throw new JinjaError(ErrorKind.ValueError, $"unknown encoding: {name}"),
    };
}
